import type { Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import { byRole, said } from '../../harness/accessible.ts';
import type { Control } from '../../harness/control.ts';
import { beginWithDeal } from '../../harness/deal-story.ts';
import { puts, type Story } from '../../harness/story.ts';
import { waitFor } from '../../harness/wait-for.ts';
import { ids } from '../../sandbox/seed.ts';

let story: Story;
let page: Page;
let popup: Page;

beginWithDeal(async (opened) => {
  ({ story, page, popup } = opened);
  await (await byRole(popup, 'button', 'All fields')).click();
});

async function retype(field: Control, text: string): Promise<void> {
  await field.click({ count: 3 });
  await popup.keyboard.press('Backspace');
  await field.type(text);
}

async function setValue(name: string, value: string): Promise<void> {
  const field = await popup.waitForSelector(`aria/${name}`);
  await field?.evaluate((control, typed) => {
    (control as HTMLInputElement).value = typed;
    control.dispatchEvent(new Event('input', { bubbles: true }));
    control.dispatchEvent(new Event('change', { bubbles: true }));
  }, value);
}

async function save(): Promise<unknown> {
  await (await byRole(popup, 'button', 'Save')).click();
  await waitFor('the result', async () => (await said(popup, 'status')).includes('→'));
  return puts(story).map(({ body }) => body);
}

const key = (field: keyof typeof ids.fields) => `custom.${ids.fields[field]}`;

it('saves a text and a number together, each with its exact value', async () => {
  await retype(await byRole(popup, 'textbox', 'Next step'), 'Call on Monday');
  await retype(await byRole(popup, 'textbox', 'Seats'), '20');
  expect(await popup.$eval('.status-bar', (bar) => bar.textContent)).toContain('2 changes: Next step, Seats');
  expect(await save()).toEqual([{ [key('nextStep')]: 'Call on Monday', [key('seats')]: 20 }]);
});

it('saves a date', async () => {
  await setValue('Renewal date', '2027-03-01');
  expect(await save()).toEqual([{ [key('renewalDate')]: '2027-03-01' }]);
});

it('adds one value to a list with .add', async () => {
  await setValue('Products', 'Widget B');
  expect(await save()).toEqual([{ [`${key('products')}.add`]: 'Widget B' }]);
});

it('removes one value from a list with .remove', async () => {
  await (await byRole(popup, 'button', 'Remove Widget A (Products)')).click();
  expect(await save()).toEqual([{ [`${key('products')}.remove`]: 'Widget A' }]);
});

it('clears a text with null', async () => {
  const field = await byRole(popup, 'textbox', 'Next step');
  await field.click({ count: 3 });
  await popup.keyboard.press('Backspace');
  expect(await save()).toEqual([{ [key('nextStep')]: null }]);
});

it('saves an amount in minor units', async () => {
  await retype(await byRole(popup, 'textbox', 'Value'), '14k');
  expect(await save()).toEqual([{ value: 1_400_000 }]);
});

it('saves the exact confidence on Ctrl+Enter', async () => {
  const spin = await byRole(popup, 'spinbutton', 'Confidence (%)');
  await spin.focus();
  await popup.keyboard.press('ArrowUp');
  await popup.keyboard.down('Control');
  await popup.keyboard.press('Enter');
  await popup.keyboard.up('Control');
  await waitFor('the save', () => puts(story).length === 1);
  expect(puts(story)[0]?.body).toEqual({ confidence: 80 });
});

it('shows an error at a field with an invalid entry, and sends nothing', async () => {
  await retype(await byRole(popup, 'textbox', 'Seats'), 'abc');
  const said = await popup.waitForSelector('.field-problem');
  expect(await said?.evaluate((sentence) => sentence.textContent)).toContain('Enter a number');
  const button = await byRole(popup, 'button', 'Save');
  expect(await button.evaluate((element) => (element as HTMLButtonElement).disabled)).toBe(true);
  await (await byRole(popup, 'button', 'Discard')).click();
  expect(puts(story)).toEqual([]);
});

it("shows Close's message at the field it names", async () => {
  story.sandbox.fault({
    method: 'PUT',
    then: {
      status: 400,
      body: { errors: [], 'field-errors': { [key('nextStep')]: 'Too short for this team.' } },
    },
  });
  await retype(await byRole(popup, 'textbox', 'Next step'), 'x');
  await (await byRole(popup, 'button', 'Save')).click();
  await popup.waitForSelector('::-p-text(Too short for this team.)');
  const field = await byRole(popup, 'textbox', 'Next step');
  expect(await field.evaluate((input) => (input as HTMLInputElement).value)).toBe('x');
  await (await byRole(popup, 'button', 'Discard')).click();
});

it('keeps typed text after the popup was closed and the worker killed, and restores it', async () => {
  await retype(await byRole(popup, 'textbox', 'Next step'), 'Ask for the signed order');
  await popup.close();
  await waitFor('the last letter to be stored', async () => {
    const stored = await story.evaluateInWorker('chrome.storage.local.get()');
    return JSON.stringify(stored).includes('Ask for the signed order');
  });
  await story.killWorker();
  popup = await story.openPopup(page);
  await popup.waitForSelector('::-p-text(Restored)');
  const field = await byRole(popup, 'textbox', 'Next step');
  expect(await field.evaluate((input) => (input as HTMLInputElement).value)).toBe('Ask for the signed order');
  expect(await save()).toEqual([{ [key('nextStep')]: 'Ask for the signed order' }]);
});

it('shows which fields of a draft were changed in Close since', async () => {
  await retype(await byRole(popup, 'textbox', 'Next step'), 'Ask again');
  await retype(await byRole(popup, 'textbox', 'Seats'), '20');
  const since = '::-p-text(Also changed in Close:)';
  await popup.waitForSelector('::-p-text(2 changes)');
  expect(await popup.$(since)).toBeNull();
  story.sandbox.changeBehind(ids.deals.sample, { [key('nextStep')]: 'Call on Monday' }, ids.users.sam);
  popup = await story.openPopup(page);
  await popup.waitForSelector('::-p-text(Also changed in Close: Next step)');
  await (await byRole(popup, 'button', 'Discard')).click();
});

it('asks for the date before a deal is won, and sends it', async () => {
  await (await byRole(popup, 'radio', 'Won')).click();
  expect(puts(story)).toEqual([]);
  await popup.waitForSelector('dialog[open]');
  await (await byRole(popup, 'button', 'Mark as Won')).click();
  await waitFor('the save', () => puts(story).length === 1);
  const now = new Date();
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
  expect(puts(story)[0]?.body).toEqual({
    status_id: ids.statuses.won,
    date_won: today,
    confidence: 100,
  });
});

it('changes nothing if the dialog is cancelled with Escape', async () => {
  await (await byRole(popup, 'radio', 'Lost')).click();
  await popup.waitForSelector('dialog[open]');
  await popup.keyboard.press('Escape');
  await waitFor('the dialog to close', async () => (await popup.$('dialog')) === null);
  const chosen = await byRole(popup, 'radio', 'Demo done');
  expect(await chosen.evaluate((radio) => radio.getAttribute('aria-checked'))).toBe('true');
  expect(puts(story)).toEqual([]);
});
