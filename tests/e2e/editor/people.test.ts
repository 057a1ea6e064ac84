import type { Page } from 'puppeteer-core';
import { beforeAll, expect, it } from 'vitest';
import { byRole, said } from '../../harness/accessible.ts';
import { leadPage, puts, storedDeal } from '../../harness/story.ts';
import { useConnectedStory } from '../../harness/use-story.ts';
import { waitFor } from '../../harness/wait-for.ts';
import { ids } from '../../sandbox/seed.ts';

const story = useConnectedStory();
let page: Page;
let popup: Page;

beforeAll(async () => {
  page = await story.newPage(leadPage());
});

async function open(deal?: string): Promise<void> {
  popup = await story.openPopup(deal ? await story.newPage(`https://plain.example.com/?deal=${deal}`) : page);
  await (await byRole(popup, 'button', 'All fields')).click();
}

const shownIn = async (name: string) =>
  (await byRole(popup, 'combobox', name)).evaluate((box) => (box as HTMLInputElement).value);
const optionCount = () => popup.$$eval('[role=option]', (options) => options.length);
const requestsTo = (path: string) =>
  story.sandbox.requests.filter((each) => each.path.startsWith(path)).length;

async function choose(name: string, typed: string): Promise<void> {
  const box = await byRole(popup, 'combobox', name);
  await box.click();
  await box.type(typed);
  await popup.waitForSelector('.option.active');
  await popup.keyboard.press('Enter');
}

async function save(): Promise<unknown> {
  await (await byRole(popup, 'button', 'Save')).click();
  await waitFor('the result', async () => (await said(popup, 'status')).includes('→'));
  return puts(story).map(({ body }) => body);
}

const key = (field: keyof typeof ids.fields) => `custom.${ids.fields[field]}`;

it('loads users only when the owner list is opened, and renders few of the five hundred', async () => {
  await open();
  expect(await shownIn('Owner')).toBe('Ana Ruiz');
  expect(requestsTo('/api/v1/user/')).toBe(0);
  await (await byRole(popup, 'combobox', 'Owner')).click();
  await byRole(popup, 'option', 'Ana Ruiz');
  expect(requestsTo('/api/v1/user/')).toBe(5);
  expect(await optionCount()).toBeLessThan(20);
  expect(await popup.$eval('[role=option]', (option) => option.getAttribute('aria-setsize'))).toBe('501');
});

it('changes the owner by typing a part of the name', async () => {
  await open();
  await choose('Owner', 'sam le');
  expect(await save()).toEqual([{ user_id: ids.users.sam }]);
  expect(await said(popup, 'status')).toContain('Owner: Ana Ruiz → Sam Lee');
});

it('keeps the owner if Escape is pressed or the field loses the focus', async () => {
  await open();
  const box = await byRole(popup, 'combobox', 'Owner');
  await box.click();
  await box.type('sam le');
  await popup.keyboard.press('Escape');
  expect(await shownIn('Owner')).toBe('Ana Ruiz');
  await box.type('sam');
  await popup.keyboard.press('Tab');
  expect(await shownIn('Owner')).toBe('Ana Ruiz');
  expect(await popup.$('[role=listbox]')).toBeNull();
  expect(await popup.$('.control.changed')).toBeNull();
});

it('navigates with arrow keys, Home and End, and scrolls to the highlighted option', async () => {
  await open();
  await (await byRole(popup, 'combobox', 'Owner')).click();
  await byRole(popup, 'option', 'Ana Ruiz');
  await popup.keyboard.press('End');
  const last = await waitFor('the last option', () =>
    popup.$eval('.option.active', (option) => option.getAttribute('aria-posinset') === '501' && option.id),
  );
  const box = await byRole(popup, 'combobox', 'Owner');
  expect(await box.evaluate((input) => input.getAttribute('aria-activedescendant'))).toBe(last);
  await popup.keyboard.press('Home');
  await popup.keyboard.press('Enter');
  expect(await save()).toEqual([{ user_id: null }]);
});

it('removes the contact if its name is cleared', async () => {
  await open();
  const box = await byRole(popup, 'combobox', 'Contact');
  await box.click();
  await popup.keyboard.press('Backspace');
  expect(await shownIn('Contact')).toBe('');
  await popup.keyboard.press('Enter');
  expect(await save()).toEqual([{ contact_id: null }]);
});

it('chooses a contact of the lead', async () => {
  await open();
  expect(await shownIn('Contact')).toBe('Lena Marlow');
  expect(requestsTo('/api/v1/lead/')).toBe(0);
  await choose('Contact', 'theo');
  expect(await save()).toEqual([{ contact_id: ids.contacts.sampleSecond }]);
});

it('shows the name of a former owner', async () => {
  await open(ids.deals.formerOwner);
  expect(await shownIn('Owner')).toBe('Jo Winter');
});

it('keeps a long choice byte for byte, including its leading space', async () => {
  await open();
  await choose('Region', ' North');
  await choose('Region', 'North');
  await choose('Region', '  North-East');
  expect(await save()).toEqual([{ [key('region')]: '  North-East' }]);
});

it('adds a person to a list with .add, and removes one with .remove', async () => {
  await open(ids.deals.everyField);
  await byRole(popup, 'button', 'Remove Ana Ruiz (Team)');
  await choose('Team', 'robin hale');
  await (await byRole(popup, 'button', 'Remove Mara Tillbury (Stakeholders)')).click();
  expect(await save()).toEqual([
    {
      [`${key('team')}.add`]: ids.users.restricted,
      [`${key('stakeholders')}.remove`]: ids.contacts.oddFirst,
    },
  ]);
  expect(storedDeal(story, ids.deals.everyField).custom[ids.fields.team]).toHaveLength(3);
});

it('shows an error at the field for a contact of another lead, and sends nothing', async () => {
  await open();
  await (await byRole(popup, 'combobox', 'Contact')).click();
  await byRole(popup, 'option', 'Theo Brandt');
  await popup.keyboard.press('Escape');
  await choose('Contact', 'theo');
  const lead = story.sandbox.world.leads.get(ids.sampleLead);
  const contacts = lead?.contacts.splice(1);
  popup = await story.openPopup(page);
  await popup.waitForSelector('::-p-text(Restored)');
  await popup.waitForSelector('.field-problem');
  expect(await popup.$eval('.field-problem', (sentence) => sentence.textContent)).toContain(
    'Choose one of the options.',
  );
  await (await byRole(popup, 'button', 'Discard')).click();
  lead?.contacts.push(...(contacts ?? []));
  expect(puts(story)).toEqual([]);
});
