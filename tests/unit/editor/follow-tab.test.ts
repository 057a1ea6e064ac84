import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createEditor } from '../../../lib/editor/editor.ts';
import type { ask } from '../../../lib/messaging/ask.ts';
import { failure } from '../../../lib/model/result.ts';
import { followTab } from '../../../lib/surface/follow-tab.ts';

const tabId = 7;
let asked: string[];
let pageLed: unknown[];
let editor: ReturnType<typeof createEditor>;
beforeEach(() => {
  fakeBrowser.reset();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  asked = [];
  pageLed = [];
  editor = createEditor(tabId, (async (name: string, input: { isPageLed?: boolean }) => {
    asked.push(name);
    if (name === 'editor.open') pageLed.push(input.isPageLed);
    return failure({ kind: 'not-found' });
  }) as unknown as typeof ask);
  followTab(editor, () => tabId);
});
afterEach(() => vi.useRealTimers());

const openings = () => asked.filter((name) => name === 'editor.open').length;
const goTo = (url: string) => fakeBrowser.tabs.onUpdated.trigger(tabId, { url }, { id: tabId, url } as never);
const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

it('two hundred addresses of another site lead to one request, after 300 ms of rest', async () => {
  await editor.open();
  expect(openings()).toBe(1);
  for (let page = 0; page < 200; page += 1) {
    await goTo(`https://site.example/${page}`);
    // The deal of the page that was left is not shown any more.
    expect(editor.screen.value).toEqual({ name: 'opening', waitsFor: 'browser' });
    await pass(299);
  }
  expect(openings()).toBe(1);
  await pass(1);
  expect(openings()).toBe(2);
  await pass(10_000);
  expect(openings()).toBe(2);
});

it("an address of Close's own pages leads to a request at once", async () => {
  await goTo('https://app.close.com/leads/');
  await pass(0);
  expect(openings()).toBe(1);
});

it('an opening that the user asks for during the rest is not repeated after it', async () => {
  await goTo('https://site.example/');
  await editor.open();
  await pass(10_000);
  expect(openings()).toBe(1);
});

it('tells the worker whether a page or the user leads to a deal', async () => {
  await editor.open();
  await goTo('https://app.close.com/leads/');
  await pass(0);
  await editor.open();
  expect(pageLed).toEqual([false, true, false]);
});

describe('an editor whose opening was asked for before it listened', () => {
  const address = 'https://site.example/deal';

  it.each([
    ['opens again if the tab has left that address', 'https://site.example/other', 1],
    ['does not open again on the same address', address, 0],
    ['does not open again if the address may not be read', undefined, 0],
  ])('%s', async (_what, url, expected) => {
    vi.spyOn(fakeBrowser.tabs, 'get').mockResolvedValue({ id: tabId, url } as never);
    followTab(editor, () => tabId, address);
    await pass(0);
    expect(openings()).toBe(expected);
  });
});
