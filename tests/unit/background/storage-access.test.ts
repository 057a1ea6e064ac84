import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import {
  canPagesReadKeys,
  closeStorageToContentScripts,
} from '../../../entrypoints/background/browser/storage-access.ts';
import { openAreas } from '../../../lib/storage/items.ts';

const areas = ['local', 'sync', 'session', 'managed'] as const;
const setAccessLevel = vi.fn<(area: string) => Promise<void>>();

beforeEach(() => {
  fakeBrowser.reset();
  setAccessLevel.mockReset().mockResolvedValue(undefined);
  // The in-memory browser has no access levels.
  for (const area of areas)
    Object.assign(fakeBrowser.storage[area], { setAccessLevel: () => setAccessLevel(area) });
});
afterEach(() => {
  for (const area of areas) Object.assign(fakeBrowser.storage[area], { setAccessLevel: undefined });
});

it('storage areas that the browser did not close are reported until a later start closes them', async () => {
  setAccessLevel.mockImplementation(async (area) => {
    if (area !== 'session') throw new Error('IO error');
  });
  await closeStorageToContentScripts();
  expect(await openAreas.read()).toEqual(['local', 'sync', 'managed']);
  setAccessLevel.mockResolvedValue(undefined);
  await closeStorageToContentScripts();
  expect(await openAreas.read()).toEqual([]);
});

it('an area whose closing throws synchronously is reported, and the others are closed', async () => {
  setAccessLevel.mockImplementation((area) => {
    if (area === 'local') throw new TypeError('setAccessLevel is not a function');
    return Promise.resolve();
  });
  await closeStorageToContentScripts();
  expect(setAccessLevel.mock.calls).toEqual([['local'], ['sync'], ['session'], ['managed']]);
  expect(await openAreas.read()).toEqual(['local']);
});

it('nothing is stored if all areas are closed', async () => {
  const set = vi.spyOn(fakeBrowser.storage.session, 'set');
  await closeStorageToContentScripts();
  expect(set).not.toHaveBeenCalled();
});

it.each([
  ['local', true],
  ['session', true],
  ['sync', false],
  ['managed', false],
] as const)('no key is stored where pages could read it: %s is open', async (open, isRefused) => {
  setAccessLevel.mockImplementation(async (area) => {
    if (area === open) throw new Error('IO error');
  });
  await closeStorageToContentScripts();
  expect(await canPagesReadKeys()).toBe(isRefused);
});
