import type { Page } from 'puppeteer-core';
import { describe, expect, it } from 'vitest';
import { byRole, said } from '../../harness/accessible.ts';
import { prefer, puts, storedDeal } from '../../harness/story.ts';
import { useConnectedStory } from '../../harness/use-story.ts';
import { waitFor } from '../../harness/wait-for.ts';
import { ids } from '../../sandbox/seed.ts';

const story = useConnectedStory();

const textOf = (page: Page) => page.$eval('main', (main) => main.textContent ?? '');
const shows = (page: Page, words: string) =>
  waitFor(`"${words}"`, async () => (await textOf(page)).includes(words));
const searches = () => story.sandbox.requests.filter(({ path }) => path === '/api/v1/data/search/');
const find = async (editor: Page) => (await byRole(editor, 'button', 'Find their deals')).click();

/** Opens the popup's page on a tab that the user has opened the popup in, so that it stays open beside the page. */
async function openBeside(page: Page): Promise<Page> {
  await (await story.openPopup(page)).close();
  return story.openExtensionPage(`popup.html?tabId=${await story.tabId(page)}`);
}

describe('the people of a mail', () => {
  it('lead to their only active deal, where one click saves and Undo takes it back', async () => {
    const page = await story.newPage('https://webmail.example.com/#message/0');
    const popup = await story.openPopup(page);
    await shows(popup, '1 person on this page');
    expect(story.sandbox.requests).toEqual([]);
    await find(popup);
    await byRole(popup, 'heading', 'Marlow Robotics');
    await shows(popup, 'lena.marlow@customer.example.com');
    expect(searches()).toHaveLength(1);
    await (await byRole(popup, 'radio', 'Proposal sent')).click();
    await waitFor('the save', () => puts(story)[0]?.status === 200);
    expect(puts(story).map(({ body }) => body)).toEqual([{ status_id: ids.statuses.proposalSent }]);
    await (await byRole(popup, 'button', 'Undo')).click();
    await waitFor('the undo', () => storedDeal(story).statusId === ids.statuses.demoDone);
    await page.close();
  });

  it('are those of the next mail once it is shown, and never those of the former one', async () => {
    const page = await story.newPage('https://webmail.example.com/#message/0');
    const editor = await openBeside(page);
    await find(editor);
    await byRole(editor, 'heading', 'Marlow Robotics');
    await page.evaluate("location.hash = 'message/1'");
    await byRole(editor, 'button', 'Find their deals');
    expect(await textOf(editor)).toContain('pia.halden@customer.example.com');
    await find(editor);
    const list = await byRole(editor, 'list', 'Opportunities');
    expect(await list.evaluate((element) => element.textContent)).toContain(
      'found by \u2068pia.halden@customer.example.com',
    );
    expect(await textOf(editor)).not.toContain('Marlow');
    expect(puts(story)).toEqual([]);
    await editor.close();
    await page.close();
  });

  it('save nothing once the mail was replaced without another address', async () => {
    const page = await story.newPage('https://webmail.example.com/#message/0');
    const editor = await openBeside(page);
    await find(editor);
    await byRole(editor, 'heading', 'Marlow Robotics');
    await page.evaluate('drawMessage(3)');
    await (await byRole(editor, 'radio', '90%')).click();
    await waitFor('the refusal', async () => /now shows something else/.test(await said(editor, 'alert')));
    expect(puts(story)).toEqual([]);
    await editor.close();
    await page.close();
  });
});

it.each([
  ['a calendar entry', 'https://calendar.example.com/', 'Marlow Robotics'],
  ['a profile', 'https://profile.example.com/', 'Marlow Robotics'],
  ["a company's own site", 'https://www.marlow-robotics.example.com/', 'Marlow Robotics'],
  ['a ticket', 'https://tickets.example.com/', 'Halden Foods'],
  ['a document to sign', 'https://signing.example.com/', 'Tillbury'],
])('%s leads to its customer', async (_what, address, leadName) => {
  const page = await story.newPage(address);
  const popup = await story.openPopup(page);
  await find(popup);
  await shows(popup, leadName);
  await page.close();
});

it('a sheet drawn on a canvas leads to the deal or the person in the selected cell', async () => {
  const page = await story.newPage('https://canvas.example.com/');
  await page.waitForSelector('::-p-text(Deal of the week)');
  const withoutDeal = await story.openPopup(page);
  await byRole(withoutDeal, 'list', 'Recent deals');
  await withoutDeal.close();
  await page.evaluate('selectCell(2)');
  const withDeal = await story.openPopup(page);
  await byRole(withDeal, 'heading', 'Marlow Robotics');
  await withDeal.close();
  await page.evaluate('selectCell(3)');
  const withPerson = await story.openPopup(page);
  await find(withPerson);
  await shows(withPerson, 'Halden Foods');
  await page.close();
});

it('are found at once after "Always do this", and not offered with "Never"', async () => {
  const page = await story.newPage('https://calendar.example.com/');
  const first = await story.openPopup(page);
  await (await byRole(first, 'checkbox', 'Always do this')).click();
  await find(first);
  await byRole(first, 'heading', 'Marlow Robotics');
  await first.close();
  const second = await story.openPopup(page);
  await byRole(second, 'heading', 'Marlow Robotics');
  await second.close();
  await prefer(story, { looksUpPeople: 'never' });
  const third = await story.openPopup(page);
  await byRole(third, 'list', 'Recent deals');
  expect(await textOf(third)).not.toContain('Find their deals');
  await prefer(story, { looksUpPeople: 'ask' });
  await page.close();
});

it('no deal found, and a search that Close refuses, leave the search box', async () => {
  const page = await story.newPage('https://webmail.example.com/#message/3');
  const editor = await openBeside(page);
  await find(editor);
  await shows(editor, 'otto.weber@elsewhere.example.com');
  await byRole(editor, 'searchbox', 'Find a deal');
  await editor.close();
  await page.close();

  const other = await story.newPage('https://webmail.example.com/#message/0');
  const refused = await openBeside(other);
  await byRole(refused, 'button', 'Find their deals');
  story.sandbox.fault({ path: /\/(data\/search|lead)\//, times: 5, then: { status: 403 } });
  await find(refused);
  await waitFor('the reason', async () => (await said(refused, 'alert')) !== '');
  await byRole(refused, 'searchbox', 'Find a deal');
  await refused.close();
  await other.close();
});

it.each([
  ['a page of the browser', 'chrome://version/'],
  ['the source of a page', 'view-source:https://plain.example.com/'],
  ['an empty page', 'about:blank'],
])('%s, which no extension can read, says so, and offers the search', async (_what, address) => {
  const page = await story.newPage(address);
  const editor = await story.openPopup(page);
  await byRole(editor, 'heading', "Extensions can't read this page");
  await byRole(editor, 'searchbox', 'Find a deal');
  await editor.close();
  await page.close();
});
