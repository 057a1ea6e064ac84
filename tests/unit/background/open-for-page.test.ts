import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { openEditorOn, openForPage } from '../../../entrypoints/background/browser/open-editor.ts';
import { intent } from '../../../lib/storage/items.ts';
import { addGetKeys } from '../storage/whole-store.ts';

const tab = { id: 7, windowId: 1 };
const openPopup = vi.fn(async () => {});
let now: number;

beforeEach(() => {
  fakeBrowser.reset();
  addGetKeys();
  openPopup.mockClear();
  Object.assign(fakeBrowser, { action: { openPopup } });
  Object.assign(fakeBrowser.storage, { managed: { get: async () => ({}) } });
  now = 1_000_000;
  vi.spyOn(Date, 'now').mockImplementation(() => now);
});
afterEach(() => vi.restoreAllMocks());

const ask = () => openForPage({ reference: null }, { tab } as never);

it('a page opens the popup at most once in three seconds, and the popup knows who asked for it', async () => {
  await Promise.all(Array.from({ length: 100 }, ask));
  now += 2_999;
  await ask();
  expect(openPopup).toHaveBeenCalledTimes(1);
  expect(await intent(tab.id).read()).toMatchObject({ isOfPage: true });
  now += 1;
  await ask();
  expect(openPopup).toHaveBeenCalledTimes(2);
});

it('the menu and the keys open it every time', async () => {
  await openEditorOn(tab, { reference: null });
  await openEditorOn(tab, { reference: null });
  expect(openPopup).toHaveBeenCalledTimes(2);
  expect((await intent(tab.id).read())?.isOfPage).toBeUndefined();
});
