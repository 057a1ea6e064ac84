import type { Page } from 'puppeteer-core';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { byRole, said } from '../../harness/accessible.ts';
import { leadPage, puts, storedDeal } from '../../harness/story.ts';
import { useConnectedStory } from '../../harness/use-story.ts';
import { waitFor } from '../../harness/wait-for.ts';
import { ids } from '../../sandbox/seed.ts';

// The popup shows the deal that its tab showed before while the request to Close is pending.
const story = useConnectedStory();
let page: Page;
let answerReads: () => void;

beforeAll(async () => {
  page = await story.newPage(leadPage());
});

/** Opens the deal once, closes the popup, and makes Close hold all further reads of the page's lead. */
beforeEach(async () => {
  const before = await story.openPopup(page);
  await byRole(before, 'heading', 'Marlow Robotics');
  await waitFor('the deal to be remembered', async () => (await rememberedKeys()).length > 0);
  await before.close();
  const held = Promise.withResolvers<void>();
  answerReads = held.resolve;
  const path = /\/opportunity\/\?.*lead_id=/;
  story.sandbox.fault({ method: 'GET', path, times: 10, then: { hold: held.promise, applied: 'before' } });
  story.sandbox.requests.length = 0;
});

const rememberedKeys = () =>
  story.evaluateInWorker(async () =>
    (await chrome.storage.session.getKeys()).filter((name) => name.startsWith('deal:')),
  );

/** Opens the popup with the remembered deal, before Close has answered. */
async function openFromMemory(): Promise<Page> {
  const popup = await story.openPopup(page);
  await byRole(popup, 'heading', 'Marlow Robotics');
  // No element of the loading page remains below the deal.
  expect(await popup.$$('#app > :not(.screen)')).toHaveLength(0);
  return popup;
}

const status = (popup: Page, sentence: string) =>
  waitFor(`"${sentence}"`, async () => (await said(popup, 'status')).includes(sentence));

it('a click saves once, on the shown deal, before Close has listed the deals of the lead', async () => {
  const popup = await openFromMemory();
  await (await byRole(popup, 'radio', 'Proposal sent')).click();
  await status(popup, 'Demo done → Proposal sent');
  expect(puts(story).map(({ path, body }) => ({ path, body }))).toEqual([
    { path: `/api/v1/opportunity/${ids.sampleDeal}/`, body: { status_id: ids.statuses.proposalSent } },
  ]);
  expect(
    story.sandbox.requests.some(({ query, status: answered }) => query.lead_id && answered === 'pending'),
  ).toBe(true);
  answerReads();
  await popup.waitForSelector('.screen:not(.reading-again)');
  expect(await (await byRole(popup, 'radio', 'Proposal sent')).evaluate((radio) => radio.ariaChecked)).toBe(
    'true',
  );
  expect(puts(story)).toHaveLength(1);
});

it("a colleague's change in between causes a conflict and is not overwritten", async () => {
  story.sandbox.changeBehind(ids.sampleDeal, { confidence: 25 });
  const popup = await openFromMemory();
  await (await byRole(popup, 'radio', '90%')).click();
  await byRole(popup, 'dialog', 'Changed in Close');
  expect(puts(story)).toEqual([]);
  expect(storedDeal(story).confidence).toBe(25);
  answerReads();
  await (await byRole(popup, 'button', 'Keep theirs')).click();
  await waitFor('their value', async () => {
    const chosen = await popup.$('[role=radiogroup][aria-label=Confidence] [aria-checked=true]');
    return (await chosen?.evaluate((radio) => radio.textContent))?.includes('25');
  });
});

it('text typed while the deal is read again is kept if the deal is the same, and is saved', async () => {
  const popup = await openFromMemory();
  const value = await byRole(popup, 'textbox', 'Value');
  await value.click({ count: 3 });
  await value.type('777');
  answerReads();
  await popup.waitForSelector('.screen:not(.reading-again)');
  expect(await value.evaluate((input) => input === document.activeElement)).toBe(true);
  await value.type('0');
  await (await byRole(popup, 'button', 'Save')).click();
  await waitFor('the save', () => puts(story).length > 0);
  expect(puts(story).map(({ body }) => body)).toEqual([{ value: 777_000 }]);
});

it('a tab that has moved to another lead shows nothing of the previous one', async () => {
  await page.goto(leadPage(`lead_${'B'.repeat(43)}`));
  const popup = await story.openPopup(page);
  await popup.waitForSelector('.opening');
  expect(await popup.$$('h1')).toHaveLength(0);
  answerReads();
  await page.goto(leadPage());
});
