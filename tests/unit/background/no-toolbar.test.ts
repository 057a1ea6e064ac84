import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { copy } from '../../../entrypoints/background/browser/copy-to-clipboard.ts';
import { notify } from '../../../entrypoints/background/browser/notify.ts';
import { openEditorOn } from '../../../entrypoints/background/browser/open-editor.ts';
import { intent, outcome } from '../../../lib/storage/items.ts';
// Provides the messages.
import '../../dom/harness/fake-browser.ts';
import { addGetKeys } from '../storage/whole-store.ts';

const reference = { kind: 'opportunity', id: `oppo_${'a'.repeat(43)}`, foundIn: 'pointed-at' } as const;
const withoutToolbar = ['popup', 'app', 'panel'] as const;
const nothing = async () => {};

/** The pages that were opened in a window, those that were shown again, and the words of the toasts. */
let opened: { url: string; type: string }[];
let again: unknown[];
let toasts: unknown[][];
let popups: number;
let hasHtml: boolean;
let windowType: string;
let tab: { id: number; windowId: number };

beforeEach(async () => {
  fakeBrowser.reset();
  addGetKeys();
  [opened, again, toasts, popups, hasHtml] = [[], [], [], 0, true];
  Object.assign(fakeBrowser.storage, { managed: { get: async () => ({}) } });
  Object.assign(fakeBrowser.windows, {
    get: async () => ({ type: windowType }),
    create: async ({ url, type }: { url: string; type: string }) => opened.push({ url, type }),
    update: async (_id: number, { focused }: { focused: boolean }) => again.push(focused),
  });
  Object.assign(fakeBrowser.tabs, { reload: async (id: number) => again.push(id) });
  Object.assign(fakeBrowser.runtime, {
    ContextType: { TAB: 'TAB' },
    getURL: (path: string) => `chrome-extension://own${path}`,
    getContexts: async ({ documentUrls: [url] }: { documentUrls: string[] }) =>
      opened.some((each) => each.url === url) ? [{ tabId: 70, windowId: 71 }] : [],
  });
  Object.assign(fakeBrowser, {
    action: {
      setBadgeBackgroundColor: nothing,
      setBadgeText: nothing,
      setTitle: nothing,
      openPopup: async () => {
        if (windowType !== 'normal') throw new Error('Browser window has no toolbar.');
        popups += 1;
      },
    },
    scripting: {
      executeScript: async ({ args }: { args?: unknown[] }) => {
        if (args && args.length > 1) toasts.push(args);
        return [{ documentId: 'page', result: args?.length === 1 ? false : hasHtml }];
      },
    },
  });
});

/** Opens a tab in a window of a type. */
async function openTab(type: string, url: string): Promise<void> {
  windowType = type;
  const created = await fakeBrowser.tabs.create({ url });
  tab = { id: Number(created.id), windowId: 1 };
}

const foreign = 'https://mail.example/';
const inClose = 'https://app.close.com/leads/';
const windowOf = (page: string) => [{ url: `chrome-extension://own/${page}?tabId=${tab.id}`, type: 'popup' }];
const refusal = { sentence: 'Close refused it.', plainSentence: 'Click the icon.', tone: 'problem' } as const;
const saved = { sentence: 'Marlow: 50 % → 90 %', plainSentence: 'Saved', tone: 'done' } as const;

describe.each(withoutToolbar)('in a window of type "%s"', (type) => {
  it('the editor opens in a small window, with what it is to show', async () => {
    await openTab(type, foreign);
    await openEditorOn(tab, { reference });
    expect(opened).toEqual(windowOf('popup.html'));
    expect(await intent(tab.id).read()).toMatchObject({ reference });
    await openEditorOn(tab, { reference });
    expect(opened).toHaveLength(1);
    expect(again).toEqual([70, true]);
  });

  it('a small window says the result if the page cannot show it', async () => {
    hasHtml = false;
    await openTab(type, foreign);
    await notify(tab.id, { ...saved, offer: { name: 'undoInPopup', target: { reference } } });
    expect(opened).toEqual(windowOf('outcome.html'));
    const expected = { sentence: saved.sentence, tone: 'done', offer: 'Undo…', copied: '' };
    expect(await outcome(tab.id).read()).toEqual(expected);
  });

  it('a small window says a problem in full, because no icon can', async () => {
    await openTab(type, foreign);
    await notify(tab.id, refusal);
    expect(toasts).toEqual([]);
    expect(await outcome(tab.id).read()).toMatchObject({ sentence: refusal.sentence, tone: 'problem' });
  });

  it.each([
    ['in Close', inClose, refusal, refusal.sentence],
    ['elsewhere if it was saved', foreign, saved, saved.plainSentence],
  ])('the page shows a result %s', async (_where, url, notice, words) => {
    await openTab(type, url);
    await notify(tab.id, notice);
    expect(toasts.map(([sentence]) => sentence)).toEqual([words]);
    expect(opened).toEqual([]);
  });
});

describe('in a window with a toolbar', () => {
  it('the editor opens in the popup and results need no window', async () => {
    hasHtml = false;
    await openTab('normal', foreign);
    await openEditorOn(tab, { reference });
    await notify(tab.id, refusal);
    expect([popups, opened]).toEqual([1, []]);
  });

  it.each([
    ['the page refuses it', () => {}],
    [
      'no script may run in the page',
      () =>
        Object.assign(fakeBrowser.scripting, {
          executeScript: () => Promise.reject(new Error('Cannot access contents of the page.')),
        }),
    ],
    ['the page has closed', () => Object.assign(fakeBrowser.scripting, { executeScript: async () => [] })],
  ])('a small window copies if %s', async (_why, prepare) => {
    await openTab('normal', foreign);
    prepare();
    await copy(tab.id, 'oppo_a');
    expect(opened).toEqual(windowOf('outcome.html'));
    expect(await outcome(tab.id).read()).toMatchObject({ copied: 'oppo_a' });
  });
});
