import type { Browser, EvaluateFunc, Target, WebWorker } from 'puppeteer-core';
import { waitFor } from './wait-for.ts';

export type WorkerControl = {
  /** The running worker; one that sleeps is woken, as an event would do. */
  worker(): Promise<WebWorker>;
  /** Runs a function, or an expression, in the worker and returns what it resolves to. */
  evaluateInWorker<Value, Input extends unknown[]>(
    work: string | ((...input: Input) => Value | Promise<Value>),
    ...input: Input
  ): Promise<Value>;
  /** Ends the worker as Chromium does after 30 idle seconds: at once, with all that it holds in memory. */
  killWorker(): Promise<void>;
};

/** Reaches into the extension's service worker. A worker that was reached into stays awake until it is killed. */
export function createWorkerControl(browser: Browser, origin: string): WorkerControl {
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

  async function worker(): Promise<WebWorker> {
    if (!findTarget()) await wake();
    return waitFor('the worker to run', async () => findTarget()?.worker());
  }

  return {
    worker,
    async evaluateInWorker<Value, Input extends unknown[]>(
      work: string | ((...input: Input) => Value | Promise<Value>),
      ...input: Input
    ) {
      const running = await worker();
      const evaluate = typeof work === 'string' ? work : (work as EvaluateFunc<Input>);
      return (await running.evaluate(evaluate, ...input)) as Value;
    },
    async killWorker() {
      const target = findTarget();
      // Closing alone does not end a worker that is attached to; this also lets go of it.
      await (await target?.worker())?.close();
      await waitFor('the worker to be gone', () => !target || !browser.targets().includes(target));
    },
  };
}
