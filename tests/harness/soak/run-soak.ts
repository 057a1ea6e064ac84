import type { Page } from 'puppeteer-core';
import type { Change } from '../../../lib/model/change.ts';
import type { Values } from '../../../lib/model/field-value.ts';
import { createRandom } from '../../random.ts';
import { ids } from '../../sandbox/seed.ts';
import { leadPage, type Story } from '../story.ts';
import { waitFor } from '../wait-for.ts';
import { disturb, goOffline, watchRateLimit } from './disturbances.ts';
import { type Figures, judge } from './judge.ts';
import { keepLedger } from './ledger.ts';
import { planBatch } from './plan.ts';
import { type JobResult, type Opened, runJobs } from './window.ts';

const batchSize = 16;
const deals = [
  ids.deals.sample,
  ids.deals.longName,
  ids.deals.emoji,
  ids.deals.rightToLeft,
  ids.deals.markup,
  ids.deals.staleDate,
];

/** The leads of the windows: two popups show the same deal, a third another one; and which of two profiles opens each. */
const opened = [
  { leadId: ids.leads.sample, deal: ids.deals.sample, profile: 0 },
  { leadId: ids.leads.sample, deal: ids.deals.sample, profile: 1 },
  { leadId: ids.leads.emoji, deal: ids.deals.emoji, profile: 0 },
];

/**
 * Performs random changes, undos and cancellations in three windows while colleagues edit, the worker is killed, the
 * network fails and Close answers with errors. The seed determines all random decisions. `explain` receives each fault. With
 * a `second` profile on the same account, one of the windows is there.
 */
export async function runSoak(
  story: Story,
  operations: number,
  seed: number,
  explain: (fault: string) => void = () => {},
  second: Story = story,
): Promise<Figures> {
  const profiles = second === story ? [story] : [story, second];
  const random = createRandom(seed);
  const figures: Figures = {
    ...{ operations: 0, undos: 0, cancelled: 0, conflicts: 0, kills: 0, offline: 0, raced: 0 },
    faults: { lost: 0, wrong: 0, unseen: 0, unreported: 0, early: 0, remaining: 0 },
  };
  story.sandbox.world.winningSetsConfidence = random.happens(0.5);
  const windows = await openWindows(profiles);
  const pages = windows.map(({ page }) => page);
  const views = windows.map(({ view }) => view);
  const ledger = keepLedger(story.sandbox, deals);
  const worker = { isDying: false, diedAt: 0 };
  // Profiles share no rate limit, because they know nothing of each other.
  const stopWatching = profiles.length === 1 ? watchRateLimit(story, figures, worker, explain) : () => {};
  const undoable: Change[][] = profiles.map(() => []);
  const undoableIn = ({ profile }: Window) => undoable[profile] as Change[];
  const killed = { ...story, killWorker: () => nextKilled(profiles, figures).killWorker() };

  while (figures.operations < operations) {
    const count = Math.min(batchSize, operations - figures.operations);
    const batch = planBatch(
      { deals, stored: ledger.stored, views, undoable: windows.map(undoableIn) },
      count,
      random,
    );
    const since = ledger.time();
    const choices = Object.fromEntries(batch.jobs.map(({ id, mine }) => [id, mine]));
    const endDisturbances = disturb(batch, killed, ledger, figures, worker);
    const goOnline = batch.isOffline
      ? await Promise.all(profiles.map((each, profile) => goOffline(each, pagesOf(windows, profile))))
      : [];
    const work = windows.map(({ page, opening }, index) =>
      runJobs(
        page,
        opening,
        batch.jobs.filter(({ window }) => window === index),
        choices,
      ),
    );
    if (batch.isOffline) {
      figures.offline += 1;
      await waitUntilAllWait(pages, count);
      for (const end of goOnline) await end();
    }
    const results = new Map((await Promise.all(work)).flat().map((each) => [each.id, each] as const));
    await endDisturbances();
    judge({ jobs: batch.jobs, since, results }, ledger, figures, explain);
    figures.operations += count;
    for (const { undoes, id, deal, window } of batch.jobs) {
      if (undoes !== undefined) figures.undos += 1;
      const shownIn = windows[window];
      if (shownIn) remember(results.get(id), deal, shownIn.view, undoableIn(shownIn));
    }
    figures.conflicts += [...results.values()].filter(({ conflicts }) => conflicts.length > 0).length;
    for (const profile of profiles.keys())
      figures.faults.remaining += await countRemaining(pagesOf(windows, profile)[0], explain);
  }
  stopWatching();
  ledger.stop();
  for (const page of pages) await page.close();
  return figures;
}

/** Returns the profile whose worker is killed next: both in turn. */
function nextKilled(profiles: readonly Story[], { kills }: Figures): Story {
  return profiles[kills % profiles.length] as Story;
}

function pagesOf(windows: readonly Window[], profile: number): Page[] {
  return windows.filter((each) => each.profile === profile).map(({ page }) => page);
}

type Window = {
  page: Page;
  profile: number;
  opening: Opened;
  view: Map<string, Values>;
};

async function openWindows(profiles: readonly Story[]): Promise<Window[]> {
  const windows: Window[] = [];
  for (const { leadId, deal, ...chosen } of opened) {
    const profile = chosen.profile % profiles.length;
    const story = profiles[profile] as Story;
    const address = leadPage(leadId);
    const tabId = await story.tabId(await story.newPage(address));
    const page = await story.openExtensionPage(`popup.html?tabId=${tabId}`);
    windows.push({ page, profile, opening: { tabId, address, leadId, deal }, view: new Map() });
  }
  return windows;
}

/** Updates the values that a window shows, and the changes that can be undone. */
function remember(
  result: JobResult | undefined,
  deal: string,
  view: Window['view'],
  undoable: Change[],
): void {
  const answer = result?.answer;
  if (answer?.state !== 'saved' && answer?.state !== 'unchanged') return;
  view.set(deal, answer.opportunity.values);
  if (answer.state === 'saved' && answer.change.id === result?.id) undoable.push(answer.change);
}

async function waitUntilAllWait(pages: readonly Page[], count: number): Promise<void> {
  await waitFor('every job to be queued', async () => {
    const waiting = await Promise.all(pages.map((page) => page.evaluate('globalThis.waiting?.size ?? 0')));
    return waiting.reduce<number>((sum, each) => sum + Number(each), 0) >= count;
  });
}

/** Counts the records and alarms of the outbox after every job has ended. There must be none. */
async function countRemaining(page: Page | undefined, explain: (fault: string) => void): Promise<number> {
  const readRemaining = () =>
    page?.evaluate(async () => {
      const keys = Object.entries(await chrome.storage.local.get(null));
      const alarms = (await chrome.alarms.getAll()).map(({ name }) => name);
      const records = keys.filter(
        ([key, value]) =>
          (key.startsWith('outbox:') && value !== null) || (key === 'outbox' && (value as []).length > 0),
      );
      return JSON.stringify([...records, ...alarms]);
    });
  try {
    await waitFor('an empty outbox', async () => (await readRemaining()) === '[]');
    return 0;
  } catch {
    const remaining = (await readRemaining()) ?? '[]';
    explain(`remaining: ${remaining}`);
    return (JSON.parse(remaining) as unknown[]).length;
  }
}
