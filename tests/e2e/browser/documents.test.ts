import type { Page } from 'puppeteer-core';
import { beforeAll, expect, it } from 'vitest';
import { inPage } from '../../harness/in-page.ts';
import { puts } from '../../harness/story.ts';
import { useConnectedStory } from '../../harness/use-story.ts';
import { waitFor } from '../../harness/wait-for.ts';
import { ids } from '../../sandbox/seed.ts';

const site = 'https://corpus.example.com';
const story = useConnectedStory();
let page: Page;

beforeAll(async () => {
  page = await story.newPage(`${site}/`);
  // The gesture grants access to this site in this tab.
  await (await story.openPopup(page)).close();
});

it.each([
  ['XML', 'xml', true],
  ['a feed', 'feed', true],
  ['JSON', 'json', true],
  ['plain text', 'text', true],
  ['a drawing', 'svg', false],
  ['a PDF', 'pdf', false],
])('an action works in %s, and the browser says how it ended', async (_what, name, hasToast) => {
  await page.goto(`${site}/document/${name}`).catch(() => {});
  await story.clickMenu(page, { menuItemId: 'confidence:25', selectionText: `Deal ${ids.sampleDeal}.` });
  await waitFor('the save', () => puts(story)[0]?.status === 200);
  await waitFor('the result', async () => (await story.badge(page)).title.includes('25%'));
  if (hasToast) await page.waitForSelector(inPage('toast'));
  expect((await story.badge(page)).text).toBe('✓');
});
