import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reference } from '../../lib/detection/references.ts';
import { fragments } from '../corpus/fragments.ts';
import { addresses, texts } from '../corpus/texts.ts';
import { ids } from '../sandbox/seed.ts';
import { leadPage, type Story, startConnectedStory, stopStory } from './story.ts';

const site = 'https://corpus.example.com';

let story: Story;
let page: Page;
let asker: Page;
let tabId: number;

beforeAll(async () => {
  story = await startConnectedStory();
  asker = await story.openExtensionPage('options.html');
  page = await story.newPage(`${site}/`);
  tabId = await story.tabId(page);
  // The user's gesture opens this site in this tab to the extension, until another site is shown there.
  await story.openPopup(page);
});
afterAll(() => stopStory(story));

async function referencesAt(address: string): Promise<Reference[]> {
  await page.goto(`${site}${address}`);
  const answer = (await asker.evaluate(
    (tab) => chrome.runtime.sendMessage({ name: 'editor.open', input: { tabId: tab } }),
    tabId,
  )) as { value: { references: Reference[] } };
  return answer.value.references;
}

describe('what is found on real pages', () => {
  it.each(addresses)('in an address with $name', async ({ address, expected }) => {
    expect((await referencesAt(address)).map(({ id, foundIn }) => [id, foundIn])).toEqual(
      expected.map((id) => [id, 'address']),
    );
  });

  it.each(texts.map((each, index) => ({ ...each, index })))(
    'in a text with $name',
    async ({ index, expected }) => {
      expect((await referencesAt(`/text/${index}`)).map(({ id, foundIn }) => [id, foundIn])).toEqual(
        expected.map((id) => [id, 'text']),
      );
    },
  );

  it.each(fragments.map((each, index) => ({ ...each, index })))('in $name', async ({ index, expected }) => {
    expect((await referencesAt(`/fragment/${index}`)).map(({ id, foundIn }) => [id, foundIn])).toEqual(
      expected,
    );
  });
});

describe('the badge', () => {
  it('counts on Close at once, follows in-page navigation and is gone with the page', async () => {
    const lead = await story.newPage(`${leadPage()}?opportunity_id=${ids.sampleDeal}`);
    await expect.poll(() => story.badge(lead)).toMatchObject({ text: '1' });
    await lead.evaluate(`history.pushState({}, '', '/lead/${ids.leads.emoji}/')`);
    await expect.poll(() => story.badge(lead)).toMatchObject({ text: '' });
    await lead.evaluate(`history.pushState({}, '', '/?a=${ids.sampleDeal}&b=${ids.deals.euro}')`);
    await expect.poll(() => story.badge(lead)).toMatchObject({ text: '2' });
    await lead.goto('https://plain.example.com/');
    await expect.poll(() => story.badge(lead)).toMatchObject({ text: '' });
    await lead.close();
  });

  it('counts on another site from the gesture on', async () => {
    const sheet = await story.newPage('https://sheet.example.com/');
    expect(await story.badge(sheet)).toMatchObject({ text: '' });
    await story.openPopup(sheet);
    await expect.poll(() => story.badge(sheet)).toMatchObject({ text: '10' });
    await sheet.close();
  });
});
