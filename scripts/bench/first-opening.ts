import { rmSync } from 'node:fs';
import { connect, emptyOutbox, leadPage, type Story, startStory } from '../../tests/harness/story.ts';
import { makeId } from '../../tests/sandbox/seed/make-id.ts';
import { ids, keys } from '../../tests/sandbox/seed.ts';
import { addOtherPopups, otherStatus, quantile, requestingPopup, timeToUse } from './editor.ts';

const turns = 15;

/** A situation in which a popup opens on a lead for the first time; each differs from the usual one in one thing. */
type Situation = {
  name: string;
  latencyMs?: number;
  deals?: number;
  /** Custom fields beside those of the sandbox. */
  fields?: number;
  isWorkerStopped?: true;
  /** Whether the organization's pipelines and fields are unknown. */
  isCatalogUnknown?: true;
};

const situations: readonly Situation[] = [
  { name: 'one deal' },
  { name: 'one deal, 50 ms of latency', latencyMs: 50 },
  { name: 'one deal, 200 ms of latency', latencyMs: 200 },
  { name: 'three deals', deals: 3 },
  { name: '60 deals', deals: 60 },
  { name: '200 custom fields more', fields: 200 },
  { name: 'stopped worker', isWorkerStopped: true },
  { name: 'stopped worker, 50 ms of latency', isWorkerStopped: true, latencyMs: 50 },
  { name: 'unknown pipelines and fields', isCatalogUnknown: true },
  { name: 'unknown pipelines and fields, 50 ms of latency', isCatalogUnknown: true, latencyMs: 50 },
];

/** Milliseconds until a popup takes clicks, median and 95th percentile: ours, and one that makes one request and is empty. */
export type FirstOpening = { name: string; ours: Percentiles; requesting: Percentiles };
type Percentiles = { p50: number; p95: number };

/** Measures the first opening in each situation, each in a browser of its own. */
export async function measureFirstOpenings(): Promise<FirstOpening[]> {
  const extension = await addOtherPopups();
  const measured: FirstOpening[] = [];
  try {
    for (const situation of situations) measured.push(await measureFirstOpening(extension, situation));
  } finally {
    rmSync(extension, { recursive: true });
  }
  return measured;
}

async function measureFirstOpening(extension: string, situation: Situation): Promise<FirstOpening> {
  const { name, latencyMs = 0, deals = 1, isWorkerStopped = false, isCatalogUnknown = false } = situation;
  const story = await startStory({ extension });
  try {
    addToClose(story, situation);
    await connect(story, keys.ana);
    const tabId = await story.tabId(await story.newPage(leadPage()));
    const page = await story.openExtensionPage('empty.html');
    if (latencyMs > 0)
      story.sandbox.fault({ path: '/', times: Number.POSITIVE_INFINITY, then: { delay: latencyMs } });
    const ours: number[] = [];
    const requesting: number[] = [];
    for (let turn = 0; turn < turns; turn += 1) {
      requesting.push(await timeToUse(page, story, requestingPopup, 'button'));
      const names = [`deal:${tabId}`, ...(isCatalogUnknown ? [`catalog:${ids.organizations.alder}`] : [])];
      await page.evaluate((each) => chrome.storage.session.remove(each), names);
      if (isWorkerStopped) await story.killWorker();
      const usable = deals === 1 ? otherStatus : 'button.deal';
      ours.push(await timeToUse(page, story, `popup.html?tabId=${tabId}`, usable));
      // The click of the measurement chose a status.
      await emptyOutbox(story);
    }
    return { name, ours: percentiles(ours), requesting: percentiles(requesting) };
  } finally {
    await story.stop();
  }
}

function addToClose({ sandbox }: Story, { deals = 1, fields = 0 }: Situation): void {
  const { opportunities, customFields, organizations } = sandbox.world;
  const deal = opportunities.get(ids.sampleDeal);
  const field = customFields.get(ids.fields.region);
  const organization = organizations.get(ids.organizations.alder);
  if (!deal || !field || !organization) throw new Error('The sandbox has no sample deal.');
  for (let place = 1; place < deals; place += 1) {
    const id = makeId('oppo', `first-${place}`);
    opportunities.set(id, { ...structuredClone(deal), id });
  }
  for (let place = 0; place < fields; place += 1) {
    const id = makeId('cf', `first-${place}`);
    customFields.set(id, { ...structuredClone(field), id, name: `Field ${place}` });
    organization.customFieldIds.push(id);
  }
}

function percentiles(times: readonly number[]): Percentiles {
  return { p50: quantile(times, 0.5), p95: quantile(times, 0.95) };
}
