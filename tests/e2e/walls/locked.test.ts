import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CDPSession, Page, Target } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { byRole, bySelector, said } from '../../harness/accessible.ts';
import { searchProfile } from '../../harness/profile.ts';
import { storedText } from '../../harness/stored-text.ts';
import {
  dealIsRead,
  emptyOutbox,
  leadPage,
  puts,
  type Story,
  startConnectedStory,
  stopStory,
  storedDeal,
} from '../../harness/story.ts';
import { waitFor } from '../../harness/wait-for.ts';
import { ids, keys } from '../../sandbox/seed.ts';

// One story: a change is saved, another one waits without a network, words are typed, and the keys lock.

const passphrase = 'orchard lantern saddle';
const typedValue = '48123';
const typedLine = 'prop 61% next friday';

let story: Story;
let profile: string;
let options: Page;
let page: Page;
let popup: Page;

const press = async (on: Page, name: string) => (await byRole(on, 'button', name)).click();
const untilSaid = (on: Page, role: 'status' | 'alert', sentence: string) =>
  waitFor(`"${sentence}"`, async () => (await said(on, role)).includes(sentence));

/** Everything that the extension has stored, in memory too. */
const dump = () => storedText(options, 'local', 'session');

/** Names and notes of customers, in Close's data and as typed. */
function customerWords(): string[] {
  const { leads, opportunities } = story.sandbox.world;
  const names = [...leads.values()].flatMap(({ name, contacts }) => [
    name,
    ...contacts.flatMap((contact) => [contact.name, contact.email]),
  ]);
  const notes = [...opportunities.values()].map(({ note }) => String(note ?? ''));
  const words = [...names, ...notes, typedValue, typedLine].map((each) => each.trim());
  // As JSON writes them.
  return [...new Set(words)]
    .filter((each) => each.length > 3)
    .map((each) => JSON.stringify(each).slice(1, -1));
}
const wordsStored = async () => {
  const stored = await dump();
  return customerWords().filter((each) => stored.includes(each));
};

async function setWorkerOffline(): Promise<CDPSession> {
  const isWorker = (target: Target) => target.type() === 'service_worker';
  const network = await (await story.browser.waitForTarget(isWorker)).createCDPSession();
  await network.send('Network.enable');
  const conditions = { offline: true, latency: 0, downloadThroughput: -1, uploadThroughput: -1 };
  await network.send('Network.emulateNetworkConditions', conditions);
  return network;
}

async function openTitle(): Promise<string> {
  return story.evaluateInWorker(async () => {
    const [tab] = await chrome.tabs.query({ url: 'https://app.close.com/*' });
    return chrome.action.getTitle({ tabId: Number(tab?.id) });
  });
}

/** The words that are in the extension's files on the disk. */
async function wordsOnDisk(...words: string[]): Promise<string[]> {
  const texts = Object.fromEntries(words.map((word) => [word, Buffer.from(word)]));
  const found = await searchProfile(profile, texts);
  // The browser itself stores addresses and titles of pages.
  return found.filter((place) => /Local Extension Settings|File System/.test(place));
}

afterAll(async () => {
  await stopStory(story);
  await rm(profile, { recursive: true, force: true, maxRetries: 5 });
});
beforeAll(async () => {
  profile = await mkdtemp(join(tmpdir(), 'quick-edit-'));
  story = await startConnectedStory(keys.ana, { profile });
  options = await story.openExtensionPage('options.html');
  page = await story.newPage(leadPage());
});

describe('with a passphrase', () => {
  it('earlier values are sealed, and leave the disk, when it is set', async () => {
    popup = await story.openPopup(page);
    await dealIsRead(popup);
    await (await byRole(popup, 'radio', '90%')).click();
    await untilSaid(popup, 'status', '75% → 90%');
    await emptyOutbox(story);
    expect(await wordsStored()).toContain('Marlow Robotics');
    expect(await wordsOnDisk('Marlow Robotics')).not.toEqual([]);
    await options.bringToFront();
    await (await bySelector(options, '::-p-text(On this device, protected by a passphrase)')).click();
    await options.waitForSelector('input[autocomplete=new-password]');
    for (const field of await options.$$('input[autocomplete=new-password]')) await field.type(passphrase);
    await press(options, 'Set passphrase');
    await byRole(options, 'button', 'Lock now');
    // The popup remembers its deal in memory until the keys lock.
    const stored = await dump();
    const { 'recent-changes': changes } = JSON.parse(stored)[0];
    expect(JSON.stringify(changes)).not.toContain('Marlow');
    await waitFor('the disk without them', async () => (await wordsOnDisk('Marlow Robotics')).length === 0);
  });

  it('no word about a customer and nothing typed is stored once the keys are locked', async () => {
    popup = await story.openPopup(page);
    await dealIsRead(popup);
    const value = await byRole(popup, 'textbox', 'Value');
    await value.click({ count: 3 });
    await value.type(typedValue);
    await popup.waitForSelector('::-p-text(1 change: Value)');
    const other = await story.newPage(leadPage(ids.leads.emoji));
    const otherPopup = await story.openPopup(other);
    await byRole(otherPopup, 'radio', '25%');
    await dealIsRead(otherPopup);
    const network = await setWorkerOffline();
    await (await byRole(otherPopup, 'radio', '25%')).click();
    await untilSaid(otherPopup, 'status', 'back online');
    await otherPopup.keyboard.press('/');
    await (await bySelector(otherPopup, '[aria-label="Type a change"]')).type(typedLine);
    await waitFor('the line to be kept', async () => (await dump()).includes('unsaved-line:'));
    await options.bringToFront();
    await press(options, 'Lock now');
    await byRole(options, 'button', 'Unlock');
    await network.detach();
    await story.killWorker();
    expect(await wordsStored()).toEqual([]);
    expect(await wordsOnDisk('Marlow Robotics', typedLine, typedValue)).toEqual([]);
    await other.close();
  });

  it('locked places say so, and each leads to the passphrase', async () => {
    await options.bringToFront();
    await options.waitForSelector('::-p-text(Locked. Unlock to see your recent changes.)');
    await press(options, 'Enter passphrase');
    const focused = () => options.evaluate('document.activeElement.autocomplete');
    expect(await focused()).toBe('current-password');
    await page.bringToFront();
    await waitFor('the tooltip', async () => (await openTitle()).includes('Locked: click to unlock'));
    const menu = await story.evaluateInWorker(
      "chrome.storage.session.get('built-menu').then((all) => String(all['built-menu']))",
    );
    expect(menu).toContain('Locked. Unlock…');
    expect(await wordsStored()).toEqual([]);
  });

  it('the waiting change is sent after the passphrase, and changes, draft and line are back', async () => {
    expect(storedDeal(story, ids.deals.emoji).confidence).not.toBe(25);
    const before = puts(story).length;
    popup = await story.openPopup(page);
    await byRole(popup, 'heading', 'Locked');
    await (await bySelector(popup, 'input[autocomplete=current-password]')).type(passphrase);
    await press(popup, 'Unlock');
    await byRole(popup, 'heading', 'Marlow Robotics');
    await popup.waitForSelector('::-p-text(Restored)');
    const value = await byRole(popup, 'textbox', 'Value');
    expect(await value.evaluate((input) => (input as HTMLInputElement).value)).toBe(typedValue);
    await waitFor('the change', () => storedDeal(story, ids.deals.emoji).confidence === 25);
    await emptyOutbox(story);
    expect(puts(story)).toHaveLength(before + 1);
    await options.bringToFront();
    await byRole(options, 'list', 'Recent changes');
    await options.reload();
    await waitFor('both changes', async () => {
      const rows = await options.$$eval('.changes li', (items) =>
        items.map((item) => item.textContent ?? ''),
      );
      return rows.some((row) => row.includes('Marlow Robotics')) && rows.length === 2;
    });
    const other = await story.openPopup(await story.newPage(leadPage(ids.leads.emoji)));
    await byRole(other, 'radio', '90%');
    await dealIsRead(other);
    await other.keyboard.press('/');
    const line = await bySelector(other, '[aria-label="Type a change"]');
    await waitFor('the line', async () =>
      (await line.evaluate((input) => (input as HTMLInputElement).value)).includes(typedLine),
    );
  });
});
