import type { Page } from 'puppeteer-core';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { byRole, said } from '../../harness/accessible.ts';
import { puts, storedDeal } from '../../harness/story.ts';
import { useConnectedStory } from '../../harness/use-story.ts';
import { waitFor } from '../../harness/wait-for.ts';
import { ids } from '../../sandbox/seed.ts';

const story = useConnectedStory();
let page: Page;
let popup: Page;

const offer = {
  filename: 'offer.pdf',
  url: 'https://app.close.com/go/file/offer.pdf',
  content_type: 'application/pdf',
};
const plan = {
  filename: 'plan v2.pdf',
  url: 'https://app.close.com/go/file/plan%20v2.pdf',
  content_type: 'application/octet-stream',
};

beforeAll(async () => {
  page = await story.newPage(`https://plain.example.com/?deal=${ids.deals.richNote}`);
});
beforeEach(async () => {
  popup = await story.openPopup(page);
  await (await byRole(popup, 'button', 'All fields')).click();
});

async function save(): Promise<unknown> {
  await (await byRole(popup, 'button', 'Save')).click();
  await waitFor('the result', async () => (await said(popup, 'status')).includes('→'));
  return puts(story).at(-1)?.body;
}

async function attach(address: string): Promise<void> {
  const box = await byRole(popup, 'textbox', 'Link to a file');
  await box.type(address);
  await popup.keyboard.press('Enter');
}

it('adds a line to a formatted note without changing the rest, and undo removes it', async () => {
  const before = storedDeal(story, ids.deals.richNote).noteHtml ?? '';
  const note = await byRole(popup, 'textbox', 'Note');
  expect(await note.evaluate((area) => (area as HTMLTextAreaElement).readOnly)).toBe(true);
  expect(await note.evaluate((area) => (area as HTMLTextAreaElement).value)).toContain(
    'Agreed with @Sam Lee',
  );
  await (await byRole(popup, 'textbox', 'Add a line')).type('Signed <b>today</b> & sent');
  expect(await save()).toEqual({
    note_html: before.replace('</body>', '<p>Signed &lt;b&gt;today&lt;/b&gt; &amp; sent</p></body>'),
  });
  await (await byRole(popup, 'button', 'Undo')).click();
  await waitFor('the undo', () => storedDeal(story, ids.deals.richNote).noteHtml === before);
});

it('adds a file by its address, and sends the whole list', async () => {
  await attach(plan.url);
  expect(await save()).toEqual({ attachments: [offer, plan] });
});

it('reorders files and removes one', async () => {
  await attach(plan.url);
  await (await byRole(popup, 'button', 'Move plan v2.pdf up')).click();
  expect(await save()).toEqual({ attachments: [plan, offer] });
  await (await byRole(popup, 'button', 'Remove offer.pdf')).click();
  await (await byRole(popup, 'button', 'Save')).click();
  await waitFor('the second save', () => puts(story).length === 2);
  expect(puts(story)[1]?.body).toEqual({ attachments: [plan] });
});

it('shows an error for an address without https, and keeps it', async () => {
  await attach('javascript:alert(1)');
  await popup.waitForSelector('::-p-text(Enter a link that starts with https://)');
  const box = await byRole(popup, 'textbox', 'Link to a file');
  expect(await box.evaluate((input) => (input as HTMLInputElement).value)).toBe('javascript:alert(1)');
  expect(await popup.$('aria/[name="Save"][role="button"]')).toBeNull();
});

it('opens a file in a new tab', async () => {
  await (await byRole(popup, 'button', 'offer.pdf')).click();
  await story.browser.waitForTarget((target) => target.url() === offer.url);
});
