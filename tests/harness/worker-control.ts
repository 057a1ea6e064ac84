import type { Browser, CDPSession, Target } from 'puppeteer-core';
import { waitFor } from './wait-for.ts';

type EvaluateInWorker = <Value = unknown, Input extends unknown[] = unknown[]>(
  work: string | ((...input: Input) => Value | Promise<Value>),
  ...input: Input
) => Promise<Value>;

export type WorkerControl = {
  /**
   * Runs an expression, or a function that needs nothing from around it, in the worker and returns what it resolves to,
   * as JSON holds it. A worker that sleeps is woken, as an event would do.
   */
  evaluateInWorker: EvaluateInWorker;
  /** The same as an object, like a page. */
  worker(): Promise<{ evaluate: EvaluateInWorker }>;
  /** Ends the worker as Chromium does after 30 idle seconds: at once, with all that it holds in memory. */
  killWorker(): Promise<void>;
};

/**
 * Reaches into the extension's service worker, attached to it no longer than a call takes: a worker that is attached to
 * neither falls asleep nor dies by itself, and keeps its target when it starts again.
 */
export function createWorkerControl(browser: Browser, control: CDPSession, origin: string): WorkerControl {
  function findTarget(): Target | undefined {
    return browser
      .targets()
      .find((target) => target.type() === 'service_worker' && target.url().startsWith(`${origin}/`));
  }

  async function wake(): Promise<void> {
    const [page] = await browser.pages();
    if (!page) throw new Error('Waking the worker takes an open page.');
    const session = await page.createCDPSession();
    try {
      await session.send('ServiceWorker.enable');
      await session.send('ServiceWorker.startWorker', { scopeURL: `${origin}/` });
    } finally {
      await session.detach();
    }
  }

  const evaluateInWorker: EvaluateInWorker = async (work, ...input) => {
    if (!findTarget()) await wake();
    const target = await waitFor('the worker to run', findTarget);
    const session = await target.createCDPSession();
    try {
      // Told at once where the script has run already; before that no listener is there.
      let hasRun = false;
      session.once('Inspector.workerScriptLoaded', () => {
        hasRun = true;
      });
      await waitFor("the worker's script to have run", () => hasRun);
      const call = `(${work})(${input.map((value) => JSON.stringify(value)).join(', ')})`;
      const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
        expression: typeof work === 'string' ? work : call,
        awaitPromise: true,
        returnByValue: true,
      });
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
      // Asked again and again, because a worker that is just starting does not hear it.
      // Whatever waits for the worker may wake the next one at once, which is another target.
      await waitFor('the worker to be gone', async () => {
        if ((await findId()) !== targetId) return true;
        await control.send('Target.closeTarget', { targetId }).catch(() => {});
        return false;
      });
    },
  };
}
