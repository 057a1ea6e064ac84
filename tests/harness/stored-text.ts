import type { Page } from 'puppeteer-core';

/** Returns the areas of storage as JSON, in this order; not while the worker empties `local` and fills it again. */
export async function storedText(page: Page, ...areas: ('local' | 'session')[]): Promise<string> {
  const reads = areas.map((area) => `chrome.storage.${area}.get(null)`);
  const read = `navigator.locks.request('store-rewrite', () => Promise.all([${reads}])).then(JSON.stringify)`;
  return (await page.evaluate(read)) as string;
}
