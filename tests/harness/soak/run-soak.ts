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

/** The leads of the windows: two popups show the same deal, a third another one. */
const opened = [
  { leadId: ids.leads.sample, deal: ids.deals.sample },
  { leadId: ids.leads.sample, deal: ids.deals.sample },
  { leadId: ids.leads.emoji, deal: ids.deals.emoji },
];

/**
 * Performs random changes, undos and cancellations in three windows while colleagues edit, the worker is killed, the
 * network fails and Close answers with errors. The seed determines all random decisions. `explain` receives each fault.
 */
export async function runSoak(
  story: Story,
  operations: number,
  seed: number,
  explain: (fault: string) => void = () => {},
): Promise<Figures> {
  const random = createRandom(seed);
  const figures: Figures = {
    ...{ operations: 0, undos: 0, cancelled: 0, conflicts: 0, kills: 0, offline: 0, raced: 0 },
    faults: { lost: 0, wrong: 0, unseen: 0, unreported: 0, early: 0, remaining: 0 },
  };
  story.sandbox.world.winningSetsConfidence = random.happens(0.5);
  const windows = await openWindows(story);
  const pages = windows.map(({ page }) => page);
  const views = windows.map(({ view }) => view);
  const ledger = keepLedger(story.sandbox, deals);
  const worker = { isDying: false, diedAt: 0 };
  const stopWatching = watchRateLimit(story, figures, worker, explain);
  const undoable: Change[] = [];

  while (figures.operations < operations) {
    const count = Math.min(batchSize, operations - figures.operations);
    const batch = planBatch({ deals, stored: ledger.stored, views, undoable }, count, random);
    const since = ledger.time();
    const choices = Object.fromEntries(batch.jobs.map(({ id, mine }) => [id, mine]));
    const end = disturb(batch, story, ledger, figures, worker);
    const goOnline = batch.isOffline ? await goOffline(story, pages) : null;
    const work = windows.map(({ page, opening }, index) =>
      runJobs(
        page,
        opening,
        batch.jobs.filter(({ window }) => window === index),
        choices,
      ),
    );
    if (goOnline) {
      figures.offline += 1;
      await waitUntilAllWait(pages, count);
      await goOnline();
    }
    const results = new Map((await Promise.all(work)).flat().map((each) => [each.id, each] as const));
    await end();
    judge({ jobs: batch.jobs, since, results }, ledger, figures, explain);
    figures.operations += count;
    for (const { undoes, id, deal, window } of batch.jobs) {
      if (undoes !== undefined) figures.undos += 1;
      remember(results.get(id), deal, views[window], undoable);
    }
    figures.conflicts += [...results.values()].filter(({ conflicts }) => conflicts.length > 0).length;
    figures.faults.remaining += await countRemaining(pages[0], explain);
  }
  stopWatching();
  ledger.stop();
  for (const page of pages) await page.close();
  return figures;
}

type Window = {
  page: Page;
  opening: Opened;
  view: Map<string, Values>;
};

async function openWindows(story: Story): Promise<Window[]> {
  const windows: Window[] = [];
  for (const { leadId, deal } of opened) {
    const address = leadPage(leadId);
    const tabId = await story.tabId(await story.newPage(address));
    const page = await story.openExtensionPage(`popup.html?tabId=${tabId}`);
    windows.push({ page, opening: { tabId, address, leadId, deal }, view: new Map() });
  }
  return windows;
}

/** Updates the values that a window shows, and the changes that can be undone. */
function remember(
  result: JobResult | undefined,
  deal: string,
  view: Window['view'] | undefined,
  undoable: Change[],
): void {
  const answer = result?.answer;
  if (answer?.state !== 'saved' && answer?.state !== 'unchanged') return;
  view?.set(deal, answer.opportunity.values);
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
