import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { byRole, said } from '../../harness/accessible.ts';
import { buildFolder } from '../../harness/root.ts';
import {
  connect,
  leadPage,
  puts,
  type Story,
  startStory,
  stopStory,
  storedDeal,
} from '../../harness/story.ts';
import { waitFor } from '../../harness/wait-for.ts';
import { keys } from '../../sandbox/seed.ts';

let story: Story;
let extension: string;

async function setVersion(version: string): Promise<void> {
  const manifest = join(extension, 'manifest.json');
  await writeFile(manifest, JSON.stringify({ ...JSON.parse(await readFile(manifest, 'utf8')), version }));
}

beforeAll(async () => {
  extension = await mkdtemp(join(tmpdir(), 'quick-edit-build-'));
  await cp(buildFolder, extension, { recursive: true });
  await setVersion('0.0.1');
  story = await startStory({ extension });
});
afterAll(async () => {
  await stopStory(story);
  await rm(extension, { recursive: true, force: true });
});

it('the page that opens after installation has three steps, of which the first leads to the keys in Close', async () => {
  const page = await story.waitForExtensionPage('options.html');
  await byRole(page, 'heading', 'Update Close deals from any page');
  await byRole(page, 'textbox', 'API key');
  expect(await page.$('aria/Account[role="heading"]')).toBeNull();
  await page.keyboard.press('Tab');
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Open API keys');
});

it('saves a change that waited during an update once', async () => {
  await connect(story, keys.ana);
  const page = await story.newPage(leadPage());
  const editor = await story.openExtensionPage(`popup.html?tabId=${await story.tabId(page)}`);
  story.sandbox.fault({ method: 'PUT', then: { status: 503 } });
  await (await byRole(editor, 'radio', '90%')).click();
  await waitFor('the change to wait', async () => (await said(editor, 'status')).includes('Saving again in'));
  expect(storedDeal(story).confidence).toBe(75);
  expect(await editor.evaluate('chrome.runtime.getManifest().version')).toBe('0.0.1');
  await setVersion('0.0.2');
  // Loading the same folder again acts like an update: the old version ends with all its pages.
  await story.browser.installExtension(extension);
  const options = await story.openExtensionPage('options.html');
  expect(await options.evaluate('chrome.runtime.getManifest().version')).toBe('0.0.2');
  await waitFor('the save', () => storedDeal(story).confidence === 90);
  await waitFor('an empty outbox', async () =>
    options.evaluate("chrome.storage.local.get('outbox').then(({ outbox = [] }) => outbox.length === 0)"),
  );
  await options.reload();
  await options.waitForSelector('::-p-text(Connected as Ana Ruiz)');
  await byRole(options, 'list', 'Recent changes');
  expect(puts(story).filter(({ appliedChange }) => appliedChange)).toHaveLength(1);
  expect(puts(story).map(({ body }) => body)).toEqual([{ confidence: 90 }, { confidence: 90 }]);
});
