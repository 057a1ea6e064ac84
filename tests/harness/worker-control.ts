import type { Browser, CDPSession, Target } from 'puppeteer-core';
import { waitFor } from './wait-for.ts';

type EvaluateInWorker = <Value = unknown, Input extends unknown[] = unknown[]>(
  work: string | ((...input: Input) => Value | Promise<Value>),
  ...input: Input
) => Promise<Value>;

export type WorkerControl = {
  /**
   * Runs an expression or a self-contained function in the worker and returns its result as JSON. Wakes a stopped worker
   * like an event.
   */
  evaluateInWorker: EvaluateInWorker;
  /** Returns the same function as a method, like a page has it. */
  worker(): Promise<{ evaluate: EvaluateInWorker }>;
  /** Stops the worker at once, like Chromium does after 30 idle seconds. */
  killWorker(): Promise<void>;
};

/** Longer than a worker takes to start on a busy machine. */
const attemptMs = 10_000;

/**
 * Controls the extension's service worker. Attaches only during a call, because an attached worker is never stopped by
 * Chromium and keeps its target when it starts again.
 */
export function createWorkerControl(browser: Browser, control: CDPSession, origin: string): WorkerControl {
  function findTarget(): Target | undefined {
    return browser
      .targets()
      .find((target) => target.type() === 'service_worker' && target.url().startsWith(`${origin}/`));
  }

  async function wake(): Promise<void> {
    const [page] = await browser.pages();
    if (!page) throw new Error('Waking the worker requires an open page.');
    const session = await page.createCDPSession();
    try {
      await session.send('ServiceWorker.enable');
      await session.send('ServiceWorker.startWorker', { scopeURL: `${origin}/` });
    } finally {
      await session.detach();
    }
  }

  /** Attaches to the worker once its script has run; before, no listeners are registered. */
  async function attach(): Promise<CDPSession> {
    return waitFor("the worker's script to have run", async () => {
      const { promise: tooLate, resolve: giveUp } = Promise.withResolvers<undefined>();
      const attempt = attachOnce(tooLate);
      // An attempt may never end if the worker stops or is replaced in the middle.
      const timer = setTimeout(giveUp, attemptMs);
      const session = await Promise.race([attempt, tooLate]);
      clearTimeout(timer);
      return session;
    });
  }

  /** Returns no session if the worker stops, or if it is `tooLate` for one. */
  async function attachOnce(tooLate: Promise<undefined>): Promise<CDPSession | undefined> {
    if (!findTarget()) await wake();
    const target = await waitFor('the worker to run', findTarget);
    const session = await target.createCDPSession();
    // Also reported if the script has already run, but not if the worker is about to stop. It stays stopped while a
    // session is attached to it.
    const { promise: hasRun, resolve } = Promise.withResolvers<boolean>();
    session.once('Inspector.workerScriptLoaded', () => resolve(true));
    session.once('Inspector.targetCrashed', () => resolve(false));
    if (await Promise.race([hasRun, tooLate])) return session;
    await session.detach().catch(() => {});
    return undefined;
  }

  const evaluateInWorker: EvaluateInWorker = async (work, ...input) => {
    const session = await attach();
    try {
      const call = `(${work})(${input.map((value) => JSON.stringify(value)).join(', ')})`;
      const stopped = Promise.withResolvers<never>();
      session.once('Inspector.targetCrashed', () => stopped.reject(new Error('The worker has stopped.')));
      const evaluated = session.send('Runtime.evaluate', {
        expression: typeof work === 'string' ? work : call,
        awaitPromise: true,
        returnByValue: true,
      });
      const { result, exceptionDetails } = await Promise.race([evaluated, stopped.promise]);
      if (exceptionDetails) {
        throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      }
      return result.value;
    } finally {
      await session.detach().catch(() => {});
    }
  };

  async function findId(): Promise<string | undefined> {
    const { targetInfos } = await control.send('Target.getTargets', {
      filter: [{ type: 'service_worker' }],
    });
    return targetInfos.find(({ url }) => url.startsWith(`${origin}/`))?.targetId;
  }

  return {
    evaluateInWorker,
    worker: async () => ({ evaluate: evaluateInWorker }),
    async killWorker() {
      const targetId = await findId();
      if (!targetId) return;
      // Repeated, because a starting worker ignores the request. Waiting requests may start the next worker immediately,
      // which is another target.
      await waitFor('the worker to be gone', async () => {
        if ((await findId()) !== targetId) return true;
        await control.send('Target.closeTarget', { targetId }).catch(() => {});
        return false;
      });
    },
  };
}
