import type { Page } from 'puppeteer-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { byRole, bySelector, said } from '../../harness/accessible.ts';
import { chipOn, connect, leadPage, puts, storedDeal } from '../../harness/story.ts';
import { useConnectedStory } from '../../harness/use-story.ts';
import { waitFor } from '../../harness/wait-for.ts';
import { keys } from '../../sandbox/seed.ts';

const passphrase = 'orchard lantern saddle';

const story = useConnectedStory({ keepsCloseData: true });
let options: Page;
let page: Page;
beforeAll(async () => {
  options = await story.openExtensionPage('options.html');
  page = await story.newPage(leadPage());
});

const press = async (on: Page, name: string) => (await byRole(on, 'button', name)).click();
const untilSaid = (on: Page, role: 'status' | 'alert', sentence: string) =>
  waitFor(`"${sentence}"`, async () => (await said(on, role)).includes(sentence));
const stored = (area: 'local' | 'session') =>
  options.evaluate(`chrome.storage.${area}.get(null).then((all) => JSON.stringify(all))`);

async function choose(option: string): Promise<void> {
  await options.bringToFront();
  await (await bySelector(options, `::-p-text(${option})`)).click();
}

async function enterPassphrase(on: Page, typed: string): Promise<void> {
  const field = await bySelector(on, 'input[autocomplete=current-password]');
  await field.click({ count: 3 });
  await field.type(typed);
  await press(on, 'Unlock');
}

describe('a key stored until the browser closes', () => {
  it('is not in local storage, and works', async () => {
    await choose('Until the browser closes');
    await waitFor('the move', async () => !String(await stored('local')).includes('api_'));
    const popup = await story.openPopup(page);
    await byRole(popup, 'heading', 'Marlow Robotics');
  });
});

describe('a key encrypted with a passphrase', () => {
  it('requires a strong passphrase, and is encrypted in local storage', async () => {
    await choose('On this device, protected by a passphrase');
    await options.waitForSelector('input[autocomplete=new-password]');
    const [first, second] = await options.$$('input[autocomplete=new-password]');
    await first?.type('123456');
    await untilSaid(options, 'status', 'Too weak');
    await first?.click({ count: 3 });
    await first?.type(passphrase);
    await untilSaid(options, 'status', 'Strong');
    await second?.type(passphrase);
    await press(options, 'Set passphrase');
    await byRole(options, 'button', 'Lock now');
    expect(await stored('local')).not.toContain('api_');
    expect(await stored('session')).not.toContain('api_');
    for (const area of ['local', 'session'] as const) expect(await stored(area)).not.toContain(passphrase);
  });

  it('is usable after the worker was killed', async () => {
    await story.killWorker();
    const popup = await story.openPopup(page);
    await byRole(popup, 'heading', 'Marlow Robotics');
  });

  it('is encrypted again when the passphrase is changed', async () => {
    const changed = 'copper meadow violin';
    for (const [next, previous] of [
      [changed, passphrase],
      [passphrase, changed],
    ] as const) {
      await options.bringToFront();
      await press(options, 'Change passphrase');
      for (const field of await options.$$('input[autocomplete=new-password]')) await field.type(next);
      await untilSaid(options, 'status', 'Strong');
      const before = await stored('local');
      await press(options, 'Set passphrase');
      await waitFor('the new keys', async () => (await stored('local')) !== before);
      await press(options, 'Lock now');
      await enterPassphrase(options, previous);
      await untilSaid(options, 'alert', 'Wrong passphrase. Try again.');
      await enterPassphrase(options, next);
      await byRole(options, 'button', 'Lock now');
    }
  });

  it('keeps a choice made after the idle time as a draft, which can be saved once the passphrase is entered', async () => {
    let popup = await story.openPopup(page);
    await popup.waitForSelector('.screen:not(.reading-again)');
    const preset = await byRole(popup, 'radio', '90%');
    // The alarm was missed, like on a computer that was asleep.
    await popup.evaluate(`chrome.storage.session.get('open-vault').then(({ 'open-vault': open }) =>
      chrome.storage.session.set({ 'open-vault': { ...open, until: Date.now() - 1 } }))`);
    await preset.click();
    await untilSaid(popup, 'alert', 'Locked. Enter your passphrase to continue; what you typed is kept.');
    expect(puts(story)).toEqual([]);
    expect(await stored('session')).not.toContain('open-vault');

    popup = await story.openPopup(page);
    await byRole(popup, 'heading', 'Locked');
    await enterPassphrase(popup, 'orchard lantern saddles');
    await untilSaid(popup, 'alert', 'Wrong passphrase. Try again.');
    await enterPassphrase(popup, passphrase);
    await byRole(popup, 'heading', 'Marlow Robotics');
    await popup.waitForSelector('::-p-text(1 change: Confidence)');
    await press(popup, 'Save');
    await waitFor('the save', () => storedDeal(story).confidence === 90);
    expect(puts(story).map(({ body }) => body)).toEqual([{ confidence: 90 }]);
  });

  it('is unlocked in the popup and never inside a page', async () => {
    await options.bringToFront();
    await press(options, 'Lock now');
    await byRole(options, 'button', 'Unlock');
    const lead = await story.newPage(leadPage());
    await (await chipOn(lead)).click();
    const card = await waitFor('the card', () =>
      lead.frames().find((frame) => frame.url().includes('card.html')),
    );
    const unlock = await byRole(card, 'button', 'Unlock in the popup');
    expect(await card.$('input[type=password]')).toBeNull();
    const refused = await card.evaluate(
      'chrome.runtime.sendMessage({ name: "vault.unlock", input: {} }).catch(String)',
    );
    expect(refused).not.toMatchObject({ ok: true });
    const popup = await story.popupAfter(() => unlock.click());
    await enterPassphrase(popup, passphrase);
    await byRole(card, 'heading', 'Marlow Robotics');
    await byRole(popup, 'heading', 'Marlow Robotics');
    await lead.close();
  });

  it('increases the rounds of an older vault when it is unlocked', async () => {
    const rounds = () =>
      options.evaluate(
        'chrome.storage.local.get("key-storage").then((items) => items["key-storage"].rounds)',
      );
    // The same key with the same passphrase, like an older version with fewer rounds stored it.
    await options.evaluate(
      `(async (passphrase) => {
        const bytes = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
        const base64 = (all) => btoa(String.fromCharCode(...new Uint8Array(all)));
        const { 'open-vault': open } = await chrome.storage.session.get('open-vault');
        const { 'key-storage': vault } = await chrome.storage.local.get('key-storage');
        const typed = new TextEncoder().encode(passphrase);
        const material = await crypto.subtle.importKey('raw', typed, 'PBKDF2', false, ['deriveKey']);
        const how = { name: 'PBKDF2', hash: 'SHA-256', salt: bytes(vault.salt), iterations: 1000 };
        const aes = { name: 'AES-GCM', length: 256 };
        const key = await crypto.subtle.deriveKey(how, material, aes, false, ['encrypt']);
        const iv = crypto.getRandomValues(new Uint8Array(12));
        const additionalData = new TextEncoder().encode('vault');
        const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key, new TextEncoder().encode(open.key));
        const encrypted = { iv: base64(iv), data: base64(data) };
        await chrome.storage.local.set({ 'key-storage': { ...vault, rounds: 1000, key: encrypted } });
      })('${passphrase}')`,
    );
    await options.bringToFront();
    await press(options, 'Lock now');
    await enterPassphrase(options, passphrase);
    await byRole(options, 'button', 'Lock now');
    expect(await rounds()).toBe(1_000_000);
  });

  it('keeps the statuses in the menu, even if the default organization is chosen while locked', async () => {
    const menu = () => story.evaluateInWorker("chrome.storage.local.get('menu-pipelines')");
    const before = await menu();
    await press(options, 'Lock now');
    await byRole(options, 'button', 'Unlock');
    await options.evaluate(`chrome.storage.local.get('connections').then(({ connections: [{ organizationId }] }) =>
      chrome.runtime.sendMessage({ name: 'connection.default', input: { organizationId } }))`);
    expect(await menu()).toEqual(before);
    expect(JSON.stringify(before)).toContain('Demo done');
    await enterPassphrase(options, passphrase);
    await byRole(options, 'button', 'Lock now');
  });

  it('is locked when the computer locks, if the user wants that', async () => {
    await options.bringToFront();
    await (await byRole(options, 'checkbox', 'Lock when the computer locks')).click();
    await waitFor('the permission', () =>
      options.evaluate("chrome.permissions.contains({ permissions: ['idle'] })"),
    );
    await waitFor('the listener', () => story.evaluateInWorker('chrome.idle?.onStateChanged.hasListeners()'));
    await story.evaluateInWorker("chrome.idle.onStateChanged.dispatch('locked')");
    await byRole(options, 'button', 'Unlock');
    expect(await stored('session')).not.toContain('open-vault');
    await enterPassphrase(options, passphrase);
    await byRole(options, 'button', 'Lock now');
  });

  it('can be removed if the passphrase is forgotten, and connected again', async () => {
    await press(options, 'Lock now');
    await (await bySelector(options, '::-p-text(Forgot your passphrase?)')).click();
    await press(options, 'Remove stored keys');
    await untilSaid(
      options,
      'status',
      'Reconnect Ana Ruiz · Alder & Finch: the key is no longer on this device.',
    );
    await connect(story, keys.ana);
    expect(await stored('local')).toContain(keys.ana);
  });
});
