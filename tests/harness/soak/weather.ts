import type { CDPSession, Page, Target } from 'puppeteer-core';
import { ids } from '../../sandbox/seed.ts';
import type { RecordedRequest } from '../../sandbox/traffic-types.ts';
import type { Story } from '../story.ts';
import type { Figures } from './judge.ts';
import type { Ledger } from './ledger.ts';
import type { Batch } from './plan.ts';

/** Whether a request reads or writes a single deal. */
function isOfDeal({ path }: RecordedRequest): boolean {
  return path.includes('/opportunity/oppo_');
}

/** What the weather knows of the extension's worker. */
export type Worker = {
  isDying: boolean;
  /** When its last death began, in epoch milliseconds. */
  diedAt: number;
};

/** Lets come what a batch has planned around its jobs; what it returns ends that, once everything is over. */
export function bring(
  { colleagues, faults, kills }: Batch,
  story: Story,
  ledger: Ledger,
  figures: Figures,
  worker: Worker,
): () => Promise<void> {
  const write = (at: number) => {
    for (const { deal, patch } of colleagues.filter((each) => each.at === at)) {
      ledger.changeBehind(deal, patch, ids.users.sam);
    }
  };
  write(0);
  for (const fault of faults) story.sandbox.fault(fault);
  const killed: Promise<void>[] = [];
  const kill = (when: 'arrival' | 'answer', at: number) => {
    if (!kills.some((each) => each.when === when && each.at === at)) return;
    figures.kills += 1;
    worker.isDying = true;
    worker.diedAt = Date.now();
    const death = story.killWorker().finally(() => {
      worker.isDying = false;
    });
    killed.push(death);
  };
  let arrived = 0;
  let answered = 0;
  const stopArrivals = story.sandbox.onArrival((request) => {
    if (!isOfDeal(request)) return;
    arrived += 1;
    write(arrived);
    kill('arrival', arrived);
  });
  const stopEnds = story.sandbox.onRequest((request) => {
    // One that dies over a rate limit never hears of it, and the next one cannot know.
    if (!isOfDeal(request) || request.status === 429) return;
    answered += 1;
    kill('answer', answered);
  });
  return async () => {
    stopArrivals();
    stopEnds();
    await Promise.all(killed);
  };
}

/** Counts requests about deals that come while a rate limit says to wait. Returns the way to stop. */
export function watchRateLimit(
  { sandbox }: Story,
  figures: Figures,
  worker: Worker,
  explain: (fault: string) => void,
): () => void {
  let pausedUntil = 0;
  let refused = '';
  const told = ({ method, path, at }: RecordedRequest) => `${method} ${path} at ${at}`;
  const stopArrivals = sandbox.onArrival((request) => {
    if (!isOfDeal(request) || request.at >= pausedUntil) return;
    figures.faults.early += 1;
    const killed = worker.diedAt > 0 ? `, the last kill began at ${worker.diedAt}` : '';
    explain(`early: ${told(request)}, before ${pausedUntil} as told to ${refused}${killed}`);
  });
  const stopEnds = sandbox.onRequest((request) => {
    if (request.status !== 429 || worker.isDying) return;
    pausedUntil = Math.max(pausedUntil, request.at + (request.retryAfter ?? 0) * 1_000);
    refused = told(request);
  });
  return () => {
    stopArrivals();
    stopEnds();
  };
}

/** Takes the network from the worker and the pages; what it returns gives it back. */
export async function goOffline(story: Story, pages: readonly Page[]): Promise<() => Promise<void>> {
  const isWorker = (target: Target) => target.type() === 'service_worker';
  // Woken first. Kept, because what is emulated ends with the session that asked for it.
  await story.evaluateInWorker('null');
  const network: CDPSession = await (await story.browser.waitForTarget(isWorker)).createCDPSession();
  const conditions = { latency: 0, downloadThroughput: -1, uploadThroughput: -1 };
  await network.send('Network.emulateNetworkConditions', { offline: true, ...conditions });
  for (const page of pages) await page.setOfflineMode(true);
  return async () => {
    await network.send('Network.emulateNetworkConditions', { offline: false, ...conditions }).catch(() => {});
    await network.detach().catch(() => {});
    for (const page of pages) await page.setOfflineMode(false);
  };
}
