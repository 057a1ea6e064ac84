import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { byRole, said } from '../../harness/accessible.ts';
import { type ExtensionBrowser, launch } from '../../harness/extension-browser.ts';
import { leadPage } from '../../harness/story.ts';
import { useInstalledStory } from '../../harness/use-story.ts';
import { waitFor } from '../../harness/wait-for.ts';

const story = useInstalledStory();
let broken: ExtensionBrowser;
let profile: string;
let page: Page;

beforeAll(async () => {
  profile = await mkdtemp(join(tmpdir(), 'quick-edit-'));
  const stores = join(profile, 'Default', 'Local Extension Settings');
  await mkdir(stores, { recursive: true });
  // A file in place of the store's folder.
  await writeFile(join(stores, story.extensionId), 'not a folder');
  broken = await launch({ hostRules: story.sandbox.hostRules, profile });
});
afterAll(async () => {
  await broken?.close();
  if (profile) await rm(profile, { recursive: true, force: true, maxRetries: 5 });
});
beforeEach(async () => {
  page = await broken.newPage(leadPage());
  const tab = await broken.tabId(page);
  await broken.evaluateInWorker(async (tabId) => {
    await chrome.action.setBadgeText({ tabId, text: '' });
    await chrome.action.setTitle({ tabId, title: '' });
  }, tab);
});

const sentence = 'data, so nothing can be saved.';

const showsProblem = () =>
  waitFor('the problem on the button', async () => {
    const { text, title } = await broken.badge(page);
    return text === '!' && title.includes(sentence);
  });

it('shows on the toolbar button of every tab that nothing can be read', async () => {
  await waitFor('the badge', () =>
    broken.evaluateInWorker(async () => (await chrome.action.getBadgeText({})) === '!'),
  );
  const title = await broken.evaluateInWorker(() => chrome.action.getTitle({}));
  expect(title).toContain(sentence);
});

it('shows on the tab that a menu item failed', async () => {
  await broken.clickMenu(page, { menuItemId: 'confidence:90' });
  await showsProblem();
});

it.each(['quick-action-1', 'undo-last-change'])(
  'shows on the tab that the shortcut %s failed',
  async (command) => {
    const tab = await broken.tabId(page);
    await broken.evaluateInWorker(
      `chrome.tabs.get(${tab}).then((tab) => chrome.commands.onCommand.dispatch('${command}', tab))`,
    );
    await showsProblem();
  },
);

it('shows in the address bar why there are no suggestions', async () => {
  const suggested = await broken.evaluateInWorker(
    `new Promise((resolve) => chrome.omnibox.onInputChanged.dispatch('marlow', resolve))`,
  );
  expect(suggested).toMatchObject([{ description: expect.stringContaining(sentence) }]);
});

it('explains the problem in the popup and in the options, and offers to try again', async () => {
  const shows = (on: Page) =>
    waitFor('the sentence', async () => (await said(on, 'alert')).includes(sentence));
  const popup = await broken.openPopup(page);
  await shows(popup);
  await byRole(popup, 'button', 'Try again');
  await shows(await broken.openExtensionPage('options.html'));
});
