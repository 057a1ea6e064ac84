import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createEditor } from '../../../lib/editor/editor.ts';
import type { BegunOpening } from '../../../lib/messaging/begin-opening.ts';
import { failure, success } from '../../../lib/model/result.ts';
import { addGetKeys } from '../storage/whole-store.ts';

const tab = { id: 7, url: 'https://site.example/' };
type Message = { name: string; input: { id: string } };
let asked: Message[];
let answer: unknown;

beforeEach(() => {
  fakeBrowser.reset();
  addGetKeys();
  vi.resetModules();
  vi.stubGlobal('location', new URL(`chrome-extension://id/popup.html?tabId=${tab.id}`));
  vi.spyOn(fakeBrowser.tabs, 'get').mockResolvedValue(tab as never);
  asked = [];
  answer = failure({ kind: 'not-found' });
  vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockImplementation(async (message: unknown) => {
    asked.push(message as Message);
    return answer;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  Reflect.deleteProperty(globalThis, 'start');
});

async function start() {
  const { startPopup } = await import('../../../lib/popup-cache/popup-start.ts');
  return startPopup();
}

async function begin(): Promise<BegunOpening> {
  const { begun } = await start();
  if (!begun) throw new Error('Nothing was asked.');
  return begun;
}

/** Opens an editor, which must not ask for what was asked already. Returns it with the ids that it asked with. */
function openWith(begun: BegunOpening) {
  const ids: string[] = [];
  const editor = createEditor(tab.id, (async (name: string, { id }: { id: string }) => {
    if (name === 'damage.read') return success({ edits: [], hasChanges: false, lost: [] });
    ids.push(id);
    return success({ address: tab.url, intent: null, shows: 'references', references: [] });
  }) as never);
  return { editor, ids, opened: editor.open(null, { begun }) };
}

it('asks once for what the popup shows, as soon as its tab is known', async () => {
  const begun = await begin();
  await start();
  expect(asked).toEqual([{ name: 'editor.open', input: { tabId: tab.id, id: begun.id, isPageLed: false } }]);
});

it('asks nothing while a deal is remembered for the tab, so that it is drawn first', async () => {
  await fakeBrowser.storage.session.set({ [`deal:${tab.id}`]: { at: Date.now() } });
  expect((await start()).begun).toBeNull();
  expect(asked).toEqual([]);
});

it('is answered in the editor, which does not ask again', async () => {
  answer = success({ address: tab.url, intent: null, shows: 'references', references: [] });
  const { editor, ids, opened } = openWith(await begin());
  await opened;
  expect(editor.screen.value).toEqual({ name: 'references', references: [] });
  expect(ids).toEqual([]);
});

it('shows what the background said that it waits for before the editor could hear it', async () => {
  answer = new Promise(() => {});
  const begun = await begin();
  const says = (opening: string, waitsFor: string) =>
    fakeBrowser.runtime.onMessage.trigger({ opening, waitsFor }, {}, () => {});
  await says(begun.id, 'page');
  await says('another', 'close');
  const { editor } = openWith(begun);
  await Promise.resolve();
  expect(editor.screen.value).toEqual({ name: 'opening', waitsFor: 'page' });
});

it('is repeated with its own id if it failed, because only that gets what the menu asked for', async () => {
  const begun = await begin();
  const { editor, ids, opened } = openWith(begun);
  await opened;
  expect(editor.screen.value.name).toBe('problem');
  await editor.goOn();
  expect(ids).toEqual([begun.id]);
  expect(editor.screen.value.name).toBe('references');
});
