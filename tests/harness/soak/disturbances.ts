import type { CDPSession, Page, Target } from 'puppeteer-core';
import { ids } from '../../sandbox/seed.ts';
import type { RecordedRequest } from '../../sandbox/traffic-types.ts';
import type { Story } from '../story.ts';
import type { Figures } from './judge.ts';
import type { Ledger } from './ledger.ts';
import type { Batch } from './plan.ts';

/** Checks whether a request reads or writes a single deal. */
function isOfDeal({ path }: RecordedRequest): boolean {
  return path.includes('/opportunity/oppo_');
}

/** The state of the extension's worker. */
export type Worker = {
  isDying: boolean;
  /** The start of its last kill, in epoch milliseconds. */
  diedAt: number;
};

/** Causes the planned changes, faults and kills of a batch. The returned function ends them. */
export function disturb(
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
    // Not on a rate limit, because a worker that dies then cannot pass it on to the next one.
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

/** Counts requests for deals during the wait of a rate limit. Returns a function that stops counting. */
export function watchRateLimit(
  { sandbox }: Story,
  figures: Figures,
  worker: Worker,
  explain: (fault: string) => void,
): () => void {
  let pausedUntil = 0;
  let refused = '';
  const describe = ({ method, path, at }: RecordedRequest) => `${method} ${path} at ${at}`;
  const stopArrivals = sandbox.onArrival((request) => {
    if (!isOfDeal(request) || request.at >= pausedUntil) return;
    figures.faults.early += 1;
    const killed = worker.diedAt > 0 ? `, the last kill started at ${worker.diedAt}` : '';
    explain(`early: ${describe(request)}, before ${pausedUntil} as sent to ${refused}${killed}`);
  });
  const stopEnds = sandbox.onRequest((request) => {
    if (request.status !== 429 || worker.isDying) return;
    pausedUntil = Math.max(pausedUntil, request.at + (request.retryAfter ?? 0) * 1_000);
    refused = describe(request);
  });
  return () => {
    stopArrivals();
    stopEnds();
  };
}

/** Sets worker and pages offline. The returned function sets them online again. */
export async function goOffline(story: Story, pages: readonly Page[]): Promise<() => Promise<void>> {
  const isWorker = (target: Target) => target.type() === 'service_worker';
  // Wakes the worker first. The session stays attached, because the emulation ends with it.
  await story.evaluateInWorker('null');
  const network: CDPSession = await (await story.browser.waitForTarget(isWorker)).createCDPSession();
  const conditions = { latency: 0, downloadThroughput: -1, uploadThroughput: -1 };
  await network.send('Network.enable');
  await network.send('Network.emulateNetworkConditions', { offline: true, ...conditions });
  for (const page of pages) await page.setOfflineMode(true);
  return async () => {
    await network.send('Network.emulateNetworkConditions', { offline: false, ...conditions }).catch(() => {});
    await network.detach().catch(() => {});
    for (const page of pages) await page.setOfflineMode(false);
  };
}
