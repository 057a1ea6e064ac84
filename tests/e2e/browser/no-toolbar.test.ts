import type { Page } from 'puppeteer-core';
import { afterEach, expect, it } from 'vitest';
import { byRole } from '../../harness/accessible.ts';
import { leadPage } from '../../harness/story.ts';
import { useConnectedStory } from '../../harness/use-story.ts';
import { waitFor } from '../../harness/wait-for.ts';
import { ids } from '../../sandbox/seed.ts';

const story = useConnectedStory();
// A window without a toolbar would get the pages of later tests.
afterEach(() =>
  story.evaluateInWorker(async () => {
    const windows = await chrome.windows.getAll({ windowTypes: ['popup'] });
    for (const { id } of windows) await chrome.windows.remove(Number(id));
  }),
);

/** Opens an address in a popup window, which has no toolbar. */
async function openWindow(url: string): Promise<Page> {
  await story.evaluateInWorker(
    `chrome.windows.create({ url: ${JSON.stringify(url)}, type: 'popup', width: 800, height: 600 }).then(() => null)`,
  );
  return waitFor('the window', async () => (await story.browser.pages()).find((page) => page.url() === url));
}

it('in a window without a toolbar, the editor opens in a small window', async () => {
  const page = await openWindow(leadPage(ids.leads.threeDeals));
  await story.clickMenu(page, { menuItemId: 'confidence:90' });
  const editor = await story.waitForExtensionPage('popup.html');
  await byRole(editor, 'list', 'Opportunities');
  expect(editor.url()).toContain(`tabId=${await story.tabId(page)}`);
});

it('where a page cannot copy, a small window of the extension does', async () => {
  const page = await story.newPage('https://plain.example.com/');
  await story.clickMenu(page, { menuItemId: 'copy-id', selectionText: `Deal ${ids.sampleDeal}.` });
  const copier = await story.waitForExtensionPage('outcome.html');
  await copier.waitForSelector(`::-p-text(Copied ${ids.sampleDeal})`);
  const box = await copier.waitForSelector('textarea');
  const fits = await box?.evaluate((area) => area.scrollWidth <= area.clientWidth);
  expect(fits).toBe(true);
});
