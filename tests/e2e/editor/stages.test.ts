import { expect, it } from 'vitest';
import { byRole, bySelector, said } from '../../harness/accessible.ts';
import { dealIsRead, emptyOutbox, leadPage, prefer, puts, storedDeal } from '../../harness/story.ts';
import { useConnectedStory } from '../../harness/use-story.ts';
import { waitFor } from '../../harness/wait-for.ts';
import { ids } from '../../sandbox/seed.ts';

const story = useConnectedStory();
const { demoDone, proposalSent } = ids.statuses;
const winReason = `custom.${ids.fields.winReason}`;
const bodies = () => puts(story).map(({ body }) => body);

it('a stage set up in the options asks by mouse, key, menu and shortcut, and never holds up Undo', async () => {
  const options = await story.openExtensionPage('options.html#editing');
  await (await bySelector(options, '::-p-text(What stages ask for)')).click();
  await (await bySelector(options, 'details.stage ::-p-text(Proposal sent)')).click();
  await (await byRole(options, 'combobox', 'Add a field')).select(winReason);
  await (await byRole(options, 'combobox', 'Win reason')).select('require');
  await (await byRole(options, 'textbox', 'Suggested confidence (%)')).type('60');
  await (await byRole(options, 'textbox', 'Note shown with the questions')).type('Send the offer first.');
  await options.keyboard.press('Tab');
  const summary = await bySelector(options, 'details.stage[open] > summary');
  const shown = () => summary.evaluate(({ textContent }) => textContent ?? '');
  await waitFor('the rule', async () => /Win reason.*60%.*Send the offer first\./.test(await shown()));

  const page = await story.newPage(leadPage());
  const popup = await story.openPopup(page);
  await dealIsRead(popup);
  await popup.keyboard.press('3');
  await byRole(popup, 'dialog', 'Move to Proposal sent');
  await bySelector(popup, '::-p-text(Send the offer first.)');
  await popup.keyboard.press('Escape');
  await (await byRole(popup, 'radio', 'Proposal sent')).click();
  await (await byRole(popup, 'button', 'Move to Proposal sent')).click();
  await bySelector(popup, '::-p-text(Fill this in to continue.)');
  expect(bodies()).toEqual([]);
  await (await bySelector(popup, 'dialog select')).select('Price');
  await (await byRole(popup, 'button', 'Move to Proposal sent')).press('Enter');
  await waitFor('the save', () => storedDeal(story).statusId === proposalSent);
  expect(bodies()).toEqual([{ status_id: proposalSent, confidence: 60, [winReason]: 'Price' }]);
  await (await byRole(popup, 'button', 'Undo')).click();
  await waitFor('the undo', () => storedDeal(story).statusId === demoDone);
  await popup.close();
  await emptyOutbox(story);

  story.sandbox.requests.length = 0;
  const fromMenu = await story.popupAfter(() =>
    story.clickMenu(page, { menuItemId: `status:${proposalSent}` }),
  );
  await byRole(fromMenu, 'dialog', 'Move to Proposal sent');
  expect(puts(story)).toEqual([]);
  await (await byRole(fromMenu, 'button', 'Cancel')).click();
  await fromMenu.close();

  await prefer(story, { stages: { [proposalSent]: { asks: [winReason] } } });
  await options.evaluate(
    (slot) =>
      chrome.runtime.sendMessage({
        name: 'quick-actions.write',
        input: { own: [], slots: [slot, null, null, null] },
      }),
    `status:${proposalSent}`,
  );
  const tab = await story.tabId(page);
  const fromKey = await story.popupAfter(() =>
    story.evaluateInWorker(
      `chrome.tabs.get(${tab}).then((tab) => chrome.commands.onCommand.dispatch('quick-action-1', tab))`,
    ),
  );
  await (await byRole(fromKey, 'button', 'Move to Proposal sent')).click();
  await waitFor('the save without an answer', () => storedDeal(story).statusId === proposalSent);
  expect(bodies()).toEqual([{ status_id: proposalSent }]);
});

it('a field that Close itself requires is shown, and saved together with the refused status', async () => {
  await prefer(story, { stages: { [proposalSent]: {} } });
  const popup = await story.openPopup(await story.newPage(leadPage()));
  await dealIsRead(popup);
  const body = { errors: [], 'field-errors': { [winReason]: 'This field is required.' } };
  story.sandbox.fault({ method: 'PUT', path: '/opportunity/', then: { status: 400, body } });
  await (await byRole(popup, 'radio', 'Proposal sent')).click();
  const field = await byRole(popup, 'combobox', 'Win reason');
  await waitFor('the focus', () => field.evaluate((control) => control === document.activeElement));
  expect(await said(popup, 'alert')).toMatch(/Close/);
  await field.select('Fit');
  await (await byRole(popup, 'button', 'Save')).click();
  await waitFor('the save', () => storedDeal(story).statusId === proposalSent);
  expect(bodies().at(-1)).toEqual({ status_id: proposalSent, [winReason]: 'Fit' });
});
