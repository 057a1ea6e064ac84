import type { Page } from 'puppeteer-core';
import type { Change } from '../../../lib/model/change.ts';
import type { Values } from '../../../lib/model/field-value.ts';
import { createRandom } from '../../random.ts';
import { ids } from '../../sandbox/seed.ts';
import { leadPage, type Story } from '../story.ts';
import { waitFor } from '../wait-for.ts';
import { type Figures, judge } from './judge.ts';
import { keepLedger } from './ledger.ts';
import { planBatch } from './plan.ts';
import { bring, goOffline, watchRateLimit } from './weather.ts';
import { carryOut, type Opened, type Told } from './window.ts';

const batchSize = 16;
const deals = [
  ids.deals.sample,
  ids.deals.longName,
  ids.deals.emoji,
  ids.deals.rightToLeft,
  ids.deals.markup,
  ids.deals.staleDate,
];

/** The leads that the windows are open on: two popups on one deal, a third on another. */
const opened = [
  { leadId: ids.leads.sample, deal: ids.deals.sample },
  { leadId: ids.leads.sample, deal: ids.deals.sample },
  { leadId: ids.leads.emoji, deal: ids.deals.emoji },
];

/**
 * Carries out random edits, undos and cancellations from three windows while colleagues write, the worker is killed,
 * the network goes and Close misbehaves. The seed decides all that is left to chance. `explain` is told each fault.
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
    faults: { lost: 0, wrong: 0, unannounced: 0, untold: 0, early: 0, left: 0 },
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
    const since = ledger.place();
    const choices = Object.fromEntries(batch.jobs.map(({ id, mine }) => [id, mine]));
    const end = bring(batch, story, ledger, figures, worker);
    const comeBack = batch.isOffline ? await goOffline(story, pages) : null;
    const work = windows.map(({ page, opening }, index) =>
      carryOut(
        page,
        opening,
        batch.jobs.filter(({ window }) => window === index),
        choices,
      ),
    );
    if (comeBack) {
      figures.offline += 1;
      await waitUntilAllWait(pages, count);
      await comeBack();
    }
    const told = new Map((await Promise.all(work)).flat().map((each) => [each.id, each] as const));
    await end();
    judge({ jobs: batch.jobs, since, told }, ledger, figures, explain);
    figures.operations += count;
    for (const { undoes, id, deal, window } of batch.jobs) {
      if (undoes !== undefined) figures.undos += 1;
      remember(told.get(id), deal, views[window], undoable);
    }
    figures.conflicts += [...told.values()].filter(({ asked }) => asked.length > 0).length;
    figures.faults.left += await countLeft(pages[0], explain);
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

/** What a window shows from now on, and what can be taken back later. */
function remember(
  told: Told | undefined,
  deal: string,
  view: Window['view'] | undefined,
  undoable: Change[],
): void {
  if (told?.answer.state !== 'saved' && told?.answer.state !== 'unchanged') return;
  view?.set(deal, told.answer.opportunity.values);
  if (told.answer.state === 'saved' && told.answer.change.id === told.id) undoable.push(told.answer.change);
}

// One whose worker died over it is told nothing before the network is back, so not all can be waited for.
async function waitUntilAllWait(pages: readonly Page[], count: number): Promise<void> {
  await waitFor('every job to be queued', async () => {
    const waiting = await Promise.all(pages.map((page) => page.evaluate('globalThis.waiting?.size ?? 0')));
    return waiting.reduce<number>((sum, each) => sum + Number(each), 0) >= count;
  });
}

/** What is left of the outbox once every job has ended: there must be no record and no alarm. */
async function countLeft(page: Page | undefined, explain: (fault: string) => void): Promise<number> {
  const look = () =>
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
    await waitFor('an empty outbox', async () => (await look()) === '[]');
    return 0;
  } catch {
    const left = (await look()) ?? '[]';
    explain(`left: ${left}`);
    return (JSON.parse(left) as unknown[]).length;
  }
}
