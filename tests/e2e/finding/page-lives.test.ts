import type { Page } from 'puppeteer-core';
import { beforeAll, expect, it } from 'vitest';
import { chipOn, leadPage } from '../../harness/story.ts';
import { useConnectedStory } from '../../harness/use-story.ts';
import { ids } from '../../sandbox/seed.ts';

const site = 'https://corpus.example.com';
const story = useConnectedStory({ keepsCloseData: true });
let page: Page;
let extensionPage: Page;
let tabId: number;

beforeAll(async () => {
  extensionPage = await story.openExtensionPage('options.html');
  page = await story.newPage(`${site}/`);
  tabId = await story.tabId(page);
  // The gesture grants access to this site in this tab.
  await (await story.openPopup(page)).close();
});

/** Returns the ids that the editor finds in the tab. */
async function find(): Promise<string[]> {
  const answer = await extensionPage.evaluate(
    (tab) => chrome.runtime.sendMessage({ name: 'page.inspect', input: { tabId: tab } }),
    tabId,
  );
  return (answer as { value: { references: { id: string }[] } }).value.references.map(({ id }) => id);
}

it('a deal is found in a sandboxed frame', async () => {
  await page.goto(`${site}/document/sandboxed`);
  expect(await find()).toEqual([ids.sampleDeal]);
});

it('a page that comes back from the cache of the browser has its button', async () => {
  const lead = await story.newPage(leadPage());
  await chipOn(lead);
  await lead.evaluate(() => {
    Object.assign(window, { isSameDocument: true });
  });
  await lead.goto(`${site}/`);
  await lead.goBack();
  expect(await lead.evaluate('window.isSameDocument')).toBe(true);
  await chipOn(lead);
});
