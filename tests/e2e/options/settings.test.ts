import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElementHandle, Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { byRole, said } from '../../harness/accessible.ts';
import { leadPage } from '../../harness/story.ts';
import { useConnectedStory } from '../../harness/use-story.ts';
import { waitFor } from '../../harness/wait-for.ts';

const story = useConnectedStory({ keepsCloseData: true });
let options: Page;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'settings-'));
  options = await story.openExtensionPage('options.html');
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

const action = {
  ...{ id: 'elsewhere', name: 'Made elsewhere', changes: { note: { how: 'clear' } } },
  appliesTo: { organizationId: null, pipelineIds: [] },
};

/** Writes to the same account like another device. */
async function writeElsewhere(items: Record<string, unknown>): Promise<void> {
  await (await story.worker()).evaluate(`chrome.storage.sync.set(${JSON.stringify(items)})`);
}
const account = async () =>
  (await (await story.worker()).evaluate('chrome.storage.sync.get()')) as Record<string, unknown>;

const checkbox = (page: Page, label: string) =>
  waitFor(
    `the checkbox "${label}"`,
    () =>
      page.$(`::-p-xpath(//label[contains(., "${label}")]//input)`) as Promise<
        ElementHandle<HTMLInputElement>
      >,
  );
const isChecked = async (label: string) =>
  (await checkbox(options, label)).evaluate((input) => input.checked);
const listsAction = () => options.$('::-p-text(Made elsewhere)');
const shows = (sentence: string) =>
  waitFor(`"${sentence}"`, async () => (await said(options, 'status')).includes(sentence));

it('receives settings of another device with a stopped worker and only the popup open', async () => {
  await options.close();
  const popup = await story.openPopup(await story.newPage(leadPage()));
  await byRole(popup, 'radiogroup', 'Status');
  await story.killWorker();
  const items = { 'preference:asksBeforeSaving': true, 'action:elsewhere': action };
  // Like the browser when another device wrote to the account.
  await popup.evaluate(`chrome.storage.sync.set(${JSON.stringify(items)})`);
  await waitFor('the menu', async () =>
    String(await popup.evaluate(`chrome.storage.session.get('built-menu').then(JSON.stringify)`)).includes(
      'Made elsewhere',
    ),
  );
  await popup.reload();
  await popup.waitForSelector('::-p-text(Made elsewhere)');
  await popup.evaluate(
    `chrome.runtime.sendMessage({ name: 'pins.write', input: { pins: { pipe_1: ['note'] } } })`,
  );
  await waitFor('the pinned field in the account', async () => (await account())['pins:pipe_1']);
  await popup.close();
});

it('shows synced changes in the open options, and syncs changes and deletions made there', async () => {
  options = await story.openExtensionPage('options.html');
  await waitFor('the preference', () => isChecked('Save only when I press Save'));
  await waitFor('the quick action', listsAction);
  await (await checkbox(options, 'Save only when I press Save')).click();
  await waitFor('the deletion', async () => (await account())['preference:asksBeforeSaving'] === null);
  await writeElsewhere({ 'action:elsewhere': null });
  await waitFor('the quick action to disappear', async () => !(await listsAction()));
  expect(JSON.stringify(await account())).not.toMatch(/api_|Marlow|notifies/);
});

it('exports settings to a file, imports them and undoes the import', async () => {
  await options.evaluate(`{
    globalThis.exported = new Promise((resolve) => {
      const make = URL.createObjectURL;
      URL.createObjectURL = (blob) => (resolve(blob.text()), make.call(URL, blob));
    });
    undefined;
  }`);
  await (await byRole(options, 'button', 'Export settings')).click();
  const exported = JSON.parse(String(await options.evaluate('exported')));
  expect(exported).toMatchObject({ preferences: { asksBeforeSaving: false }, quickActions: [] });

  const imports = (await options.$(
    '::-p-xpath(//label[contains(., "Import settings")]//input)',
  )) as ElementHandle<HTMLInputElement>;
  const file = join(folder, 'settings.json');
  await writeFile(file, '{"of": "something else"}');
  await imports.uploadFile(file);
  await shows("This isn't a Quick Edit settings file.");
  const preferences = { ...exported.preferences, asksBeforeSaving: true };
  await writeFile(file, JSON.stringify({ ...exported, preferences, quickActions: [action, null] }));
  await imports.uploadFile(file);
  await byRole(options, 'dialog', 'Import settings');
  await writeFile(file, '{"of": "something else"}');
  await (await byRole(options, 'button', 'Import')).click();
  await shows("Settings imported. Skipped 1 entry that couldn't be read.");
  await waitFor(
    'both',
    async () => (await isChecked('Save only when I press Save')) && (await listsAction()),
  );
  await (await byRole(options, 'button', 'Undo')).click();
  await shows('Import undone. Your previous settings are back.');
  await waitFor(
    'neither',
    async () => !(await isChecked('Save only when I press Save')) && !(await listsAction()),
  );
});

it('offers other confidences in the editor and in the menu', async () => {
  const presets = await byRole(options, 'textbox', 'Confidence buttons');
  await presets.focus();
  await presets.evaluate((input) => (input as HTMLInputElement).select());
  await options.keyboard.type('60, 20');
  await options.keyboard.press('Tab');
  await waitFor('the menu', async () => {
    const items = JSON.stringify(await options.evaluate("chrome.storage.session.get('built-menu')"));
    return items.includes('confidence:60') && !items.includes('confidence:75');
  });
  const popup = await story.openPopup(await story.newPage(leadPage()));
  const group = await byRole(popup, 'radiogroup', 'Confidence');
  const names = await group.evaluate(({ children }) => [...children].map((radio) => radio.ariaLabel));
  expect(names).toEqual(['20%', '60%']);
});
