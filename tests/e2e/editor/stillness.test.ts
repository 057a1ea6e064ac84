import type { Frame, Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { byRole } from '../../harness/accessible.ts';
import { takeUp } from '../../harness/in-page.ts';
import { messagesOf } from '../../harness/messages.ts';
import {
  chipOn,
  dealIsRead,
  leadPage,
  resetClose,
  type Story,
  startConnectedStory,
  stopStory,
  storedDeal,
} from '../../harness/story.ts';
import { waitFor } from '../../harness/wait-for.ts';
import { ids, keys } from '../../sandbox/seed.ts';

type Surface = { editor: Page | Frame; place(): Promise<string> };

/** Marks every control and cell with its place, and the frame around it, if any. The returned function names what has moved or grown. */
async function watch({ editor, place }: Surface): Promise<() => Promise<string[]>> {
  const frame = await place();
  await editor.evaluate(() => {
    for (const control of document.querySelectorAll<HTMLElement>('button, input, select, textarea, td, th')) {
      const { x, y, width, height } = control.getBoundingClientRect();
      control.dataset.place = JSON.stringify([x, y, width, height]);
    }
  });
  return async () => {
    const moved = await editor.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('[data-place]')].flatMap((control) => {
        const { x, y, width, height } = control.getBoundingClientRect();
        const now = JSON.stringify([x, y, width, height]);
        const name = control.getAttribute('aria-label') || control.textContent || control.id;
        return now === control.dataset.place ? [] : [`${name}: ${control.dataset.place} → ${now}`];
      }),
    );
    const now = await place();
    return now === frame ? moved : [...moved, `frame: ${frame} → ${now}`];
  };
}

const languages = ['en', 'de'] as const;
const surfaces = ['popup', 'side panel', 'card'] as const;

describe.each(languages)('in the language %s', (language) => {
  const say = messagesOf(language);
  const percent = new Intl.NumberFormat(language, { style: 'percent' });
  let story: Story;
  let page: Page;
  beforeAll(async () => {
    story = await startConnectedStory(keys.ana, { language });
  });
  afterAll(() => stopStory(story));
  // An open panel would follow the page of the next test.
  afterEach(() => story.closePages());
  beforeEach(async () => {
    await resetClose(story);
    page = await story.newPage(leadPage());
  });

  async function open(surface: (typeof surfaces)[number]): Promise<Surface> {
    const shown = await openUnread(surface);
    if (surface === 'card') await dealIsRead(shown.editor);
    return shown;
  }

  async function openUnread(surface: (typeof surfaces)[number]): Promise<Surface> {
    if (surface === 'popup') {
      // In a tab of the popup's size, because a headless popup is lower than its content and so scrolls.
      const editor = await story.openExtensionPage(`popup.html?tabId=${await story.tabId(page)}`);
      await editor.setViewport({ width: 380, height: 600 });
      await byRole(editor, 'radiogroup', 'Status');
      return { editor, place: () => editor.evaluate(() => JSON.stringify([innerWidth, innerHeight])) };
    }
    if (surface === 'side panel') {
      const popup = await story.openPopup(page);
      await press(popup, 'more');
      await (await byRole(popup, 'menuitem', say('keepOpen'))).click();
      const editor = await story.waitForExtensionPage('sidepanel.html');
      await byRole(editor, 'radiogroup', 'Status');
      return { editor, place: () => editor.evaluate(() => JSON.stringify([innerWidth, innerHeight])) };
    }
    await (await chipOn(page, say('editDeal'))).click();
    const editor = await waitFor('the card', () =>
      page.frames().find((frame) => frame.url().includes('card.html')),
    );
    await takeUp(editor);
    const place = async () => JSON.stringify(await (await editor.frameElement())?.boundingBox());
    await byRole(editor, 'radiogroup', 'Status');
    await waitFor('the card to be as high as its deal', () =>
      editor.evaluate(() => innerHeight === document.getElementById('app')?.scrollHeight),
    );
    return { editor, place };
  }

  const bar = (editor: Page | Frame, name: Parameters<typeof say>[0]) =>
    editor.waitForSelector(`.status-bar ::-p-text(${say(name)})`);
  const choose = async (editor: Page | Frame, name: string) =>
    (await byRole(editor, 'radio', name)).press('Space');
  const press = async (editor: Page | Frame, name: Parameters<typeof say>[0]) =>
    (await byRole(editor, 'button', say(name))).press('Enter');

  it.each(surfaces)('nothing moves in the %s, however a choice ends', async (surface) => {
    const shown = await open(surface);
    const { editor } = shown;
    await dealIsRead(editor);
    const moved = await watch(shown);
    const { promise: hold, resolve: release } = Promise.withResolvers<void>();
    story.sandbox.fault({ method: 'PUT', then: { hold, applied: 'after' } });
    await choose(editor, 'Proposal sent');
    await bar(editor, 'saving');
    expect(await moved()).toEqual([]);
    release();
    await bar(editor, 'saved');
    expect(await moved()).toEqual([]);
    await press(editor, 'undo');
    await bar(editor, 'undone');
    expect(await moved()).toEqual([]);
    story.sandbox.fault({ method: 'PUT', then: { status: 400, body: { error: 'No' } } });
    await choose(editor, percent.format(0.9));
    await editor.waitForSelector('[role=alert]');
    expect(await moved()).toEqual([]);
    story.sandbox.fault({ method: 'PUT', then: { status: 429, retryAfter: 3 } });
    await choose(editor, percent.format(0.25));
    await bar(editor, 'notSavedYet');
    expect(await moved()).toEqual([]);
    await bar(editor, 'saved');
    expect(await moved()).toEqual([]);
  });

  it.each(surfaces)(
    'nothing moves in the %s when a colleague has changed the same field',
    async (surface) => {
      const shown = await open(surface);
      const { editor } = shown;
      await dealIsRead(editor);
      const moved = await watch(shown);
      Object.assign(storedDeal(story), { confidence: 10, date_updated: new Date().toISOString() });
      await choose(editor, percent.format(0.9));
      await byRole(editor, 'dialog', say('conflictTitle'));
      expect(await moved()).toEqual([]);
      await press(editor, 'keepTheirs');
      await editor.waitForSelector(`[role=radio][aria-label="${percent.format(0.1)}"][aria-checked=true]`);
      expect(await moved()).toEqual([]);
    },
  );

  it.each(surfaces)('nothing moves in the %s when a draft is restored and saved', async (surface) => {
    const before = await open(surface);
    await dealIsRead(before.editor);
    const step = await byRole(before.editor, 'textbox', 'Next step');
    // The focus may scroll the field into view.
    await step.focus();
    const moved = await watch(before);
    await step.type(' today');
    await byRole(before.editor, 'button', say('save'));
    expect(await moved()).toEqual([]);
    await waitFor('the stored draft', () =>
      story.evaluateInWorker<boolean>(
        "chrome.storage.local.get(null).then((all) => JSON.stringify(all).includes(' today'))",
      ),
    );
    if (surface === 'side panel') await (before.editor as Page).close();
    await page.reload();
    const again = await open(surface);
    await bar(again.editor, 'restored');
    const movedAgain = await watch(again);
    await press(again.editor, 'save');
    await bar(again.editor, 'saved');
    expect(await movedAgain()).toEqual([]);
  });

  /** Opens the table of open deals. */
  async function openTable() {
    const table = await story.openExtensionPage('deals.html#open');
    await table.setViewport({ width: 1280, height: 800 });
    const cell = (field: string, state = '') => `[data-id="${ids.sampleDeal}"] [data-field=${field}]${state}`;
    await table.waitForSelector(cell('confidence'));
    // Neither this row nor the next one is scrolled to when it gets the focus.
    await table.$eval(cell('confidence'), (each) => each.scrollIntoView({ block: 'center' }));
    const enter = async (field: string, typed: string) => {
      await table.$eval(cell(field), (each) => (each as HTMLElement).focus());
      await table.keyboard.type(typed);
      await table.keyboard.press('Enter');
    };
    const moved = await watch({ editor: table, place: async () => '' });
    return { table, cell, enter, moved };
  }

  it('nothing moves in the table, however an edit ends', async () => {
    const { table, cell, enter, moved } = await openTable();
    const { promise: hold, resolve: release } = Promise.withResolvers<void>();
    story.sandbox.fault({ method: 'PUT', then: { hold, applied: 'after' } });
    await enter('confidence', '90');
    await table.waitForSelector(cell('confidence', '.saving'));
    expect(await moved()).toEqual([]);
    release();
    await table.waitForSelector(cell('confidence', '.saved'));
    expect(await moved()).toEqual([]);
    await (await byRole(table, 'button', say('undo'))).press('Enter');
    await table.waitForSelector(cell('confidence', ':not(.saved, .saving)'));
    expect(await moved()).toEqual([]);
    story.sandbox.fault({ method: 'PUT', then: { status: 400, body: { error: 'No' } } });
    await enter('confidence', '25');
    await table.waitForSelector(cell('confidence', '.refused'));
    expect(await moved()).toEqual([]);
    story.sandbox.fault({ method: 'PUT', then: { status: 429, retryAfter: 3 } });
    await enter('confidence', '35');
    await table.waitForSelector(cell('confidence', '.waiting'));
    expect(await moved()).toEqual([]);
    await table.waitForSelector(cell('confidence', '.saved'));
    expect(await moved()).toEqual([]);
    await enter('status_id', 'prop');
    await table.waitForSelector(cell('status_id', '.saved'));
    expect(await moved()).toEqual([]);
    await enter('status_id', 'won');
    await table.waitForSelector('dialog[open]');
    expect(await moved()).toEqual([]);
  });

  it('nothing moves in the table when a colleague has changed the same field', async () => {
    const { table, cell, enter, moved } = await openTable();
    Object.assign(storedDeal(story), { confidence: 10, date_updated: new Date().toISOString() });
    await enter('confidence', '90');
    await table.waitForSelector(cell('confidence', '.conflict'));
    expect(await moved()).toEqual([]);
    await table.$eval(cell('confidence'), (each) => (each as HTMLElement).focus());
    await table.keyboard.press('Enter');
    await byRole(table, 'dialog', say('conflictTitle'));
    expect(await moved()).toEqual([]);
    await press(table, 'keepTheirs');
    await table.waitForSelector(cell('confidence', ':not(.conflict)'));
    expect(await moved()).toEqual([]);
  });

  it('nothing moves in the popup when the answer of Close arrives late', async () => {
    const first = await story.openExtensionPage(`popup.html?tabId=${await story.tabId(page)}`);
    await dealIsRead(first);
    await waitFor('the remembered deal', () =>
      story.evaluateInWorker<boolean>(
        "chrome.storage.session.getKeys().then((names) => names.some((name) => name.startsWith('deal:')))",
      ),
    );
    await first.close();
    const release = changeAndHold();
    const shown = await open('popup');
    await expectStillWhenRead(shown, release);
  });

  // Both show a deal from the list of its lead, and read the deal itself behind it.
  it.each(['side panel', 'card'] as const)(
    'nothing moves in the %s when the answer of Close arrives late',
    async (surface) => {
      const release = changeAndHold(/opportunity\/oppo_/);
      const shown = await openUnread(surface);
      await expectStillWhenRead(shown, release);
    },
  );

  /** Lets a colleague change the deal, and holds the answers that would show it. */
  function changeAndHold(path = /opportunity/): () => void {
    Object.assign(storedDeal(story), { confidence: 90, date_updated: new Date().toISOString() });
    const { promise: hold, resolve: release } = Promise.withResolvers<void>();
    story.sandbox.fault({ method: 'GET', path, times: 9, then: { hold, applied: 'after' } });
    return release;
  }

  async function expectStillWhenRead(shown: Surface, release: () => void): Promise<void> {
    await shown.editor.waitForSelector('.reading-again');
    const moved = await watch(shown);
    release();
    await dealIsRead(shown.editor);
    expect(await moved()).toEqual([]);
  }
});
