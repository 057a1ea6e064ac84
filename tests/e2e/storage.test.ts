import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { byRole, said } from './harness/accessible.ts';
import { waitFor } from './harness/wait-for.ts';
import { leadPage, puts, type Story, startConnectedStory, stopStory, storedDeal } from './story.ts';

let story: Story;
let page: Page;
let popup: Page;

beforeAll(async () => {
  story = await startConnectedStory();
  page = await story.newPage(leadPage());
});
afterAll(() => stopStory(story));
beforeEach(async () => {
  story.sandbox.reset();
  popup = await story.openPopup(page);
  await byRole(popup, 'heading', 'Marlow Robotics');
});

const choose = async (name: string) => (await byRole(popup, 'radio', name)).click();
const alert = (sentence: string) =>
  waitFor(`"${sentence}"`, async () => (await said(popup, 'alert')).includes(sentence));

describe('a full store', () => {
  it('sends nothing that was not written down first, and says what is not kept', async () => {
    // Nothing that may be given up, and then no room for anything else.
    await popup.evaluate(`(async () => {
      await chrome.storage.local.remove(['menu-pipelines', 'recent-changes']);
      for (let index = 0, size = 2 ** 22; size > 32; ) {
        try { await chrome.storage.local.set({ ['filler' + index]: 'x'.repeat(size) }); index += 1; }
        catch { size /= 2; }
      }
    })()`);
    const value = await byRole(popup, 'textbox', 'Value');
    await value.click({ count: 3 });
    await value.type('777');
    await alert('What you type here is lost when this closes');
    await choose('90%');
    await alert('The browser could not store this.');
    expect(puts(story)).toEqual([]);
    await popup.evaluate(`chrome.storage.local.get(null).then((all) =>
      chrome.storage.local.remove(Object.keys(all).filter((key) => key.startsWith('filler'))))`);
    await (await byRole(popup, 'button', 'Try again')).click();
    await waitFor('the save', () => storedDeal(story).confidence === 90);
    await (await byRole(popup, 'button', 'Discard')).click();
  });
});

describe('a damaged record', () => {
  it('keeps no other edit from being saved', async () => {
    await popup.evaluate("chrome.storage.local.set({ outbox: ['bad'], 'outbox:bad': { state: 7 } })");
    await choose('90%');
    await waitFor('the save', () => storedDeal(story).confidence === 90);
    await popup.evaluate('chrome.storage.local.set({ outbox: [] })');
  });
});
