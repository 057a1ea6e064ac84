import type { Page } from 'puppeteer-core';
import { waitFor } from './wait-for.ts';

/** Runs an expression in a page as the content script, with all its rights. */
export type AsContentScript = (expression: string) => Promise<unknown>;

/** Waits for the content script of a page, because it may start after the page has loaded. */
export async function contentScriptOf(page: Page): Promise<AsContentScript> {
  const session = await page.createCDPSession();
  const contexts: { id: number; origin: string }[] = [];
  session.on('Runtime.executionContextCreated', ({ context }) => contexts.push(context));
  await session.send('Runtime.enable');
  const isolated = await waitFor('the content script', () =>
    contexts.find(({ origin }) => origin.startsWith('chrome-extension://')),
  );
  return async (expression) => {
    const call = { expression, contextId: isolated.id, awaitPromise: true, returnByValue: true };
    return (await session.send('Runtime.evaluate', call)).result.value;
  };
}
