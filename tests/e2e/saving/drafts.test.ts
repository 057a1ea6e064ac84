import type { Page } from 'puppeteer-core';
import { beforeAll, expect, it } from 'vitest';
import { byRole, bySelector, said } from '../../harness/accessible.ts';
import { leadPage, puts, resetClose, storedDeal } from '../../harness/story.ts';
import { useConnectedStory } from '../../harness/use-story.ts';
import { waitFor } from '../../harness/wait-for.ts';
import { ids } from '../../sandbox/seed.ts';

const story = useConnectedStory({ keepsCloseData: true });
let page: Page;

beforeAll(async () => {
  page = await story.newPage(leadPage());
});

async function retype(popup: Page, name: string, typed: string): Promise<void> {
  const field = await byRole(popup, 'textbox', name);
  await field.click({ count: 3 });
  await field.type(typed);
}

const isChecked = (popup: Page, name: string) =>
  waitFor(`"${name}" to be chosen`, async () =>
    (await byRole(popup, 'radio', name)).evaluate((radio) => radio.ariaChecked === 'true'),
  );

const isStored = (part: string) =>
  waitFor(`${part} among the preferences`, async () =>
    JSON.stringify(await story.evaluateInWorker("chrome.storage.local.get('preferences')")).includes(part),
  );

it('if one-click saves are turned off, clicks stay in the draft after the popup was closed and the worker killed', async () => {
  const options = await story.openExtensionPage('options.html');
  await (
    await bySelector(options, '::-p-xpath(//label[contains(., "Save only when I press Save")]//input)')
  ).click();
  await isStored('"asksBeforeSaving":true');
  await options.close();
  let popup = await story.openPopup(page);
  await (await byRole(popup, 'radio', 'Proposal sent')).click();
  await (await byRole(popup, 'radio', '90%')).click();
  await retype(popup, 'Value', '14k');
  await popup.waitForSelector('::-p-text(3 changes: Status, Confidence, Value)');
  expect(puts(story)).toEqual([]);
  await popup.close();
  await story.killWorker();

  popup = await story.openPopup(page);
  await popup.waitForSelector('::-p-text(Restored)');
  await isChecked(popup, 'Proposal sent');
  await isChecked(popup, '90%');
  await (await byRole(popup, 'button', 'Save')).click();
  await waitFor('the result', async () => (await said(popup, 'status')).includes('→ Proposal sent'));
  expect(puts(story).map(({ body }) => body)).toEqual([
    { status_id: ids.statuses.proposalSent, confidence: 90, value: 1_400_000 },
  ]);
  await (await byRole(popup, 'button', 'Undo')).click();
  await waitFor('the undo', () => storedDeal(story).statusId === ids.statuses.demoDone);
  await waitFor('its result', async () => (await said(popup, 'status')).includes('back to Demo done'));
  expect(await popup.$('.bar')).toBeNull();
});

it('asks for the field chosen in the options when a deal is won, and saves it with the rest', async () => {
  const options = await story.openExtensionPage('options.html');
  await (await bySelector(options, 'summary ::-p-text(What stages ask for)')).click();
  await (await bySelector(options, 'details.stage ::-p-text(Won)')).click();
  await (await byRole(options, 'combobox', 'Add a field')).select(`custom.${ids.fields.winReason}`);
  await isStored(ids.fields.winReason);
  await options.close();
  await resetClose(story);
  const popup = await story.openPopup(page);
  await (await byRole(popup, 'radio', 'Won')).click();
  const dialog = await popup.waitForSelector('dialog[open]');
  const reason = await dialog?.waitForSelector('aria/Win reason');
  await reason?.select('Fit');
  await (await byRole(popup, 'button', 'Mark as Won')).click();
  await waitFor('the save', () => puts(story).length === 1);
  expect(puts(story)[0]?.body).toMatchObject({
    status_id: ids.statuses.won,
    confidence: 100,
    [`custom.${ids.fields.winReason}`]: 'Fit',
  });
});
