import type { Page } from 'puppeteer-core';
import { ids } from '../sandbox/seed.ts';
import type { RecordedRequest } from '../sandbox/traffic-types.ts';
import { type Story, storedDeal } from './story.ts';

/** What a soak found. All but the first two must be 0. */
export type SoakFigures = {
  operations: number;
  kills: number;
  /** Operations that never ended. */
  lost: number;
  /** Fields that hold neither the wished value nor, where theirs was chosen, the colleague's. */
  wrong: number;
  /** PUTs over a value that had changed since it was seen, without a choice. */
  unannounced: number;
  /** Requests that came before the time a 429 had named. */
  early: number;
};

type Choice = 'mine' | 'theirs';
type Job = { deal: string; key: 'confidence' | 'value'; base: number; wished: number; theirs?: number };

const batchSize = 10;
const longestMs = 30_000;
const deals = [
  ids.deals.sample,
  ids.deals.longName,
  ids.deals.emoji,
  ids.deals.rightToLeft,
  ids.deals.markup,
  ids.deals.staleDate,
];
const places = deals.flatMap((deal) => (['confidence', 'value'] as const).map((key) => ({ deal, key })));

/** Carries out random edits from two windows while the worker is killed and Close misbehaves. The seed decides all. */
export async function runSoak(story: Story, operations: number, seed: number): Promise<SoakFigures> {
  const random = createRandom(seed);
  const figures: SoakFigures = { operations: 0, kills: 0, lost: 0, wrong: 0, unannounced: 0, early: 0 };
  const windows = [
    await story.openExtensionPage('options.html'),
    await story.openExtensionPage('options.html'),
  ] as const;
  let pausedUntil = 0;
  let jobs: Job[] = [];
  let choice: Choice = 'mine';

  const stopArrivals = story.sandbox.onArrival((request) => {
    if (!isOfDeal(request)) return;
    if (request.at < pausedUntil) figures.early += 1;
    if (request.method === 'PUT') figures.unannounced += countUnannounced(request);
  });
  const stopEnds = story.sandbox.onRequest((request) => {
    if (request.status === 429) pausedUntil = Math.max(pausedUntil, Date.now() + 1_000);
  });

  function countUnannounced({ path, body }: RecordedRequest): number {
    return jobs.filter(({ deal, key, base, wished, theirs }) => {
      if (!path.includes(deal) || !(key in (body as object))) return false;
      const now = storedDeal(story, deal)[key];
      return ![base, wished].includes(now ?? 0) && !(choice === 'mine' && now === theirs);
    }).length;
  }

  while (figures.operations < operations) {
    choice = random() < 0.5 ? 'mine' : 'theirs';
    jobs = shuffle(places, random)
      .slice(0, Math.min(batchSize, operations - figures.operations))
      .map((place) => makeJob(story, place, random));
    for (const { deal, key, theirs } of jobs) {
      if (theirs !== undefined) story.sandbox.changeBehind(deal, { [key]: theirs }, ids.users.sam);
    }
    arrangeFault(story, random);
    const killAt = random() < 0.5 ? Math.ceil(random() * batchSize) : Number.POSITIVE_INFINITY;
    const killed = killAfter(story, killAt, figures);
    const ends = jobs.map((job, index) => carryOut(windows[index % 2 === 0 ? 0 : 1], job, choice));
    const states = await Promise.all(ends);
    await killed();
    figures.operations += jobs.length;
    figures.lost += states.filter((state) => state !== 'saved' && state !== 'unchanged').length;
    figures.wrong += jobs.filter(
      ({ deal, key, wished, theirs }) =>
        storedDeal(story, deal)[key] !== (choice === 'theirs' ? (theirs ?? wished) : wished),
    ).length;
  }
  stopArrivals();
  stopEnds();
  const left = windows[0].evaluate("chrome.storage.local.get('outbox').then(({ outbox }) => outbox.length)");
  figures.lost += Number(await left);
  for (const window of windows) await window.close();
  return figures;
}

function isOfDeal({ path }: RecordedRequest): boolean {
  return path.includes('/opportunity/oppo_');
}

function makeJob(story: Story, { deal, key }: Pick<Job, 'deal' | 'key'>, random: () => number): Job {
  const base = storedDeal(story, deal)[key] ?? 0;
  const most = key === 'confidence' ? 100 : 1_000_000;
  const other = (avoid: number[]): number => {
    const value = Math.floor(random() * most);
    return avoid.includes(value) ? other(avoid) : value;
  };
  const wished = other([base]);
  return { deal, key, base, wished, ...(random() < 0.2 && { theirs: other([base, wished]) }) };
}

function arrangeFault(story: Story, random: () => number): void {
  const method = random() < 0.7 ? 'PUT' : 'GET';
  const path = '/opportunity/oppo_';
  const faults = [
    { status: 429, retryAfter: 1 } as const,
    { status: 503 } as const,
    'drop-before' as const,
    'drop-after' as const,
  ];
  const fault = faults[Math.floor(random() * (faults.length + 1))];
  if (fault) story.sandbox.fault({ method, path, then: fault });
}

/** Kills the worker when the nth request about a deal arrives; what it returns waits until that is over. */
function killAfter(story: Story, place: number, figures: SoakFigures): () => Promise<void> {
  let seen = 0;
  let killed = Promise.resolve();
  const stop = story.sandbox.onArrival((request) => {
    if (!isOfDeal(request)) return;
    seen += 1;
    if (seen !== place) return;
    figures.kills += 1;
    killed = story.killWorker();
  });
  return async () => {
    stop();
    await killed;
  };
}

/** Does in a window what the editor does: saves, waits, chooses where asked, and tells how it ended. */
function carryOut(window: Page, { deal, key, base, wished }: Job, choice: Choice): Promise<string> {
  const input = {
    ...{ id: crypto.randomUUID(), opportunityId: deal, organizationId: ids.organizations.alder },
    ...{ leadName: 'A lead', base: { [key]: base }, patch: { [key]: wished }, openedFor: null },
  };
  return window.evaluate(`(async () => {
    const deadline = Date.now() + ${longestMs};
    const input = ${JSON.stringify(input)};
    const ask = async (name, input) => {
      for (;;) {
        const answer = await chrome.runtime.sendMessage({ name, input }).catch(() => undefined);
        if (answer) return answer.value ?? { state: answer.problem.kind };
      }
    };
    let answer = await ask('deal.save', input);
    while (Date.now() < deadline) {
      if (answer.state === 'waiting') {
        await new Promise((resolve) => setTimeout(resolve, answer.until - Date.now()));
      } else if (answer.state === 'conflict') {
        const { id, conflicts } = answer.operation;
        const mine = ${choice === 'mine'} ? conflicts.map(({ field }) => field) : [];
        await ask('operation.resolve', { id, mine });
      } else return answer.state;
      answer = await ask('operation.follow', { id: input.id });
    }
    return 'lost';
  })()`) as Promise<string>;
}

function shuffle<Item>(items: readonly Item[], random: () => number): Item[] {
  return items
    .map((item) => ({ item, place: random() }))
    .sort((one, other) => one.place - other.place)
    .map(({ item }) => item);
}

/** Mulberry32: small, and the same everywhere for one seed. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
