import { beforeEach, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { lockWithComputer } from '../../../entrypoints/background/browser/lock-with-computer.ts';
import { openVault } from '../../../lib/storage/items.ts';
import { addGetKeys } from '../storage/whole-store.ts';

type Listener = (state: string) => void;
let listeners: Set<Listener>;

beforeEach(() => {
  fakeBrowser.reset();
  addGetKeys();
  listeners = new Set();
  Object.assign(fakeBrowser, { idle: undefined });
});

/** Adds the API that the browser has once the user has granted the permission. */
function grant(): void {
  const onStateChanged = {
    addListener: (added: Listener) => listeners.add(added),
    hasListener: (asked: Listener) => listeners.has(asked),
  };
  Object.assign(fakeBrowser, { idle: { onStateChanged } });
}

const isOpen = async () => (await openVault.read()) !== null;

it('locks the keys when the computer locks, once the user has granted the permission', async () => {
  await openVault.write({ key: 'a2V5', until: Date.now() + 60_000 });
  lockWithComputer();
  grant();
  lockWithComputer();
  lockWithComputer();
  expect(listeners.size).toBe(1);
  for (const state of ['idle', 'active']) for (const listener of listeners) listener(state);
  expect(await isOpen()).toBe(true);
  for (const listener of listeners) listener('locked');
  await expect.poll(isOpen).toBe(false);
});
