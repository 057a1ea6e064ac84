import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { showOutcome } from '../../../entrypoints/background/browser/badge.ts';
import { handlePageReport } from '../../../entrypoints/background/browser/chip.ts';
import type { Reference } from '../../../lib/model/reference.ts';
import { shownPages } from '../../../lib/storage/items.ts';
import { ids } from '../../sandbox/seed.ts';
import { addGetKeys } from '../storage/whole-store.ts';

const origin = 'https://app.close.com';
const references: Reference[] = [{ kind: 'opportunity', id: ids.sampleDeal, foundIn: 'text' }];
const nothing = async () => {};

let tab: Browser.tabs.Tab;
beforeEach(async () => {
  fakeBrowser.reset();
  addGetKeys();
  vi.spyOn(fakeBrowser.i18n, 'getMessage').mockReturnValue('en');
  Object.assign(fakeBrowser, {
    contextMenus: { update: nothing },
    permissions: { contains: vi.fn(async () => true) },
    action: { setBadgeText: vi.fn(nothing), setBadgeBackgroundColor: nothing, setTitle: nothing },
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const openTab = async (url: string) => {
  tab = await fakeBrowser.tabs.create({ url });
};
const report = (found: Reference[]) => handlePageReport({ references: found }, { origin, tab });

it('of a thousand reports of a tab, only the first and the last are carried out', async () => {
  await openTab(`${origin}/leads/`);
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  await report([]);
  const reports = Array.from({ length: 1_000 }, (_, index) => report(index === 999 ? references : []));
  await vi.advanceTimersByTimeAsync(150);
  for (const answer of await Promise.all(reports)) expect(answer).toMatchObject({ ok: true });
  expect(vi.mocked(fakeBrowser.action.setBadgeText).mock.calls).toMatchObject([
    [{ text: null }],
    [{ text: '1' }],
  ]);
  // Ends the rest, which the next test would wait for.
  await vi.advanceTimersByTimeAsync(150);
});

it('what was saved stays on the toolbar button for ten seconds, whatever the page reports or loads', async () => {
  await openTab(`${origin}/leads/`);
  vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval', 'clearInterval'] });
  const texts = () => vi.mocked(fakeBrowser.action.setBadgeText).mock.calls.map(([badge]) => badge.text);
  await showOutcome(tab.id ?? 0, 'Saved', 'done');
  await report(references);
  expect(texts()).toEqual(['✓']);
  // The browser removes the badge of a page that loads.
  await vi.advanceTimersByTimeAsync(500);
  expect(texts()).toEqual(['✓', '✓']);
  await vi.advanceTimersByTimeAsync(9_500);
  await expect.poll(() => texts().at(-1)).toBe('1');
  const count = texts().length;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(texts()).toHaveLength(count);
});

it('no event of a tab or a window is listened to, because each would wake a stopped worker', async () => {
  await openTab(`${origin}/leads/`);
  const events = [
    fakeBrowser.tabs.onUpdated,
    fakeBrowser.tabs.onActivated,
    fakeBrowser.windows.onFocusChanged,
  ];
  const added = events.map((event) => vi.spyOn(event, 'addListener'));
  vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval', 'clearInterval'] });
  await showOutcome(tab.id ?? 0, 'Saved', 'done');
  for (const listen of added) expect(listen).not.toHaveBeenCalled();
});

it('an address of a megabyte is cut before it is stored', async () => {
  await openTab(`${origin}/leads/#${'x'.repeat(1_000_000)}`);
  await report(references);
  const [page] = await shownPages.read();
  expect(page?.address).toHaveLength(2_000);
});
