import type { Page, Target } from 'puppeteer-core';
import { ids } from '../../sandbox/seed.ts';
import { dealIsRead, emptyOutbox, leadPage, type Story, storedDeal } from '../story.ts';
import { waitFor } from '../wait-for.ts';
import { judgeLevel, type Level } from './level.ts';

/** How much is done in a day, spread over the minutes that it takes at least. */
export type Day = {
  openings: number;
  saves: number;
  /** Deaths of the worker, all in the first quarter: one worker lives through the rest, and has run all its code before it is judged. */
  deaths: number;
  navigations: number;
  minutes: number;
};

/** What a day left behind: saves that Close does not have, and whether memory and storage stayed level. */
export type Evening = { lost: number; levels: Record<keyof Sample, Level> };

type Sample = {
  /** Bytes after a garbage collection, without compiled code. */
  workerHeap: number;
  popupHeap: number;
  /** Bytes without the recent changes, which are limited to 200. */
  localStorage: number;
  sessionStorage: number;
};

const customers = (['sample', 'longName', 'emoji', 'rightToLeft', 'markup'] as const).map((name) => ({
  leadId: ids.leads[name],
  deal: ids.deals[name],
}));
const samples = 45;
const places = ['leads', 'inbox', 'opportunities'];

/** Uses the extension like a person does in a day: opens deals, saves some, and moves about in Close. */
export async function liveADay(story: Story, day: Day, report: (line: string) => void): Promise<Evening> {
  const close = await story.newPage(leadPage());
  const tabId = await story.tabId(close);
  const popup = await story.openExtensionPage(`popup.html?tabId=${tabId}`);
  const taken: Sample[] = [];
  let lost = 0;
  const startedAt = Date.now();
  for (let opening = 0; opening < day.openings; opening += 1) {
    const { leadId, deal } = customers[opening % customers.length] as (typeof customers)[number];
    for (let count = dueNow(day.navigations, opening, day.openings); count > 0; count -= 1)
      await move(close, `/${places[count % places.length]}/`);
    await move(close, `/lead/${leadId}/`);
    await popup.goto(`chrome-extension://${story.extensionId}/popup.html?tabId=${tabId}`);
    await dealIsRead(popup);
    const dies = dueNow(day.deaths, opening, Math.ceil(day.openings / 4)) > 0;
    if (dueNow(day.saves, opening, day.openings) > 0) lost += await save(story, popup, deal, dies, report);
    else if (dies) await story.killWorker();
    if (dueNow(samples, opening, day.openings) > 0) taken.push(await takeSample(story, popup));
    if (opening % 50 === 49)
      report(`${opening + 1} openings, ${Math.round((Date.now() - startedAt) / 1000)} s`);
    const rest = startedAt + (day.minutes * 60_000 * (opening + 1)) / day.openings - Date.now();
    if (rest > 0) await new Promise((resolve) => setTimeout(resolve, rest));
  }
  await emptyOutbox(story);
  const levelOf = (name: keyof Sample) => judgeLevel(taken.map((sample) => sample[name]));
  return {
    lost,
    levels: {
      workerHeap: levelOf('workerHeap'),
      popupHeap: levelOf('popupHeap'),
      localStorage: levelOf('localStorage'),
      sessionStorage: levelOf('sessionStorage'),
    },
  };
}

/** Returns how many of `total` events, spread evenly over a number of steps, fall into one of them. */
function dueNow(total: number, step: number, steps: number): number {
  if (step >= steps) return 0;
  return Math.floor(((step + 1) * total) / steps) - Math.floor((step * total) / steps);
}

/** Moves within Close, as its own pages do. */
async function move(page: Page, path: string): Promise<void> {
  await page.evaluate((address) => history.pushState({}, '', address), path);
}

/** Chooses another confidence, and kills the worker during that if it `dies`. Returns 1 if Close never gets it, else 0. */
async function save(
  story: Story,
  popup: Page,
  deal: string,
  dies: boolean,
  report: (line: string) => void,
): Promise<number> {
  const percent = storedDeal(story, deal).confidence === 25 ? 50 : 25;
  const choice = `[role=radiogroup][aria-label=Confidence] ::-p-aria([name="${percent}%"][role="radio"])`;
  await (await popup.waitForSelector(choice))?.click();
  if (dies) await story.killWorker();
  try {
    await waitFor('the save', () => storedDeal(story, deal).confidence === percent);
    await emptyOutbox(story);
    return 0;
  } catch {
    report(`lost: ${percent} % of ${deal}`);
    return 1;
  }
}

async function takeSample(story: Story, popup: Page): Promise<Sample> {
  // Wakes the worker first.
  await story.evaluateInWorker('null');
  const isWorker = (target: Target) =>
    target.type() === 'service_worker' && target.url().includes(story.extensionId);
  const [local, session] = await popup.evaluate(async () => {
    const names = (await chrome.storage.local.getKeys()).filter((name) => name !== 'recent-changes');
    return Promise.all([chrome.storage.local.getBytesInUse(names), chrome.storage.session.getBytesInUse()]);
  });
  return {
    workerHeap: await heapOf(await story.browser.waitForTarget(isWorker)),
    popupHeap: await heapOf(popup.target()),
    localStorage: local,
    sessionStorage: session,
  };
}

type Snapshot = {
  snapshot: { meta: { node_fields: string[]; node_types: [string[], ...unknown[]] } };
  nodes: number[];
};

/**
 * Returns the bytes of what a page or worker holds. Leaves out its compiled code, which grows for hours while the browser
 * optimizes one function after the other.
 */
async function heapOf(target: Target): Promise<number> {
  const session = await target.createCDPSession();
  let written = '';
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => {
    written += chunk;
  });
  try {
    await session.send('HeapProfiler.collectGarbage');
    await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  } finally {
    await session.detach();
  }
  const { snapshot, nodes }: Snapshot = JSON.parse(written);
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const code = types[0].indexOf('code');
  const [typeAt, sizeAt] = [fields.indexOf('type'), fields.indexOf('self_size')];
  let bytes = 0;
  for (let node = 0; node < nodes.length; node += fields.length)
    if (nodes[node + typeAt] !== code) bytes += nodes[node + sizeAt] ?? 0;
  return bytes;
}
