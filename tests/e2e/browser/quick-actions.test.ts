import type { Page } from 'puppeteer-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { QuickAction } from '../../../lib/model/quick-action.ts';
import { byRole } from '../../harness/accessible.ts';
import { untilPressable } from '../../harness/in-page.ts';
import { chipOn, emptyOutbox, leadPage, puts, storedDeal } from '../../harness/story.ts';
import type { MenuClick } from '../../harness/tabs.ts';
import { useConnectedStory } from '../../harness/use-story.ts';
import { waitFor } from '../../harness/wait-for.ts';
import { ids } from '../../sandbox/seed.ts';

const story = useConnectedStory();
let options: Page;
beforeAll(async () => {
  options = await story.openExtensionPage('options.html');
});

const warmer = own('warmer', 'Warmer', {
  confidence: { how: 'raise', by: 10 },
  user_id: { how: 'me' },
});
const stale = own('stale', 'Stale', { status_id: { how: 'set', value: 'stat_gone' } });
const lost = own('lost', 'Lost without reason', {
  status_id: { how: 'set', value: ids.statuses.lost },
  note: { how: 'append', value: 'No answer' },
});

function own(id: string, name: string, changes: QuickAction['changes']): QuickAction {
  return { id, name, changes, appliesTo: { organizationId: null, pipelineIds: [] } };
}

/** Stores these actions like the options page. */
async function storeActions(actions: QuickAction[], slots: (string | null)[] = []): Promise<void> {
  const input = JSON.stringify({ own: actions, slots: [0, 1, 2, 3].map((slot) => slots[slot] ?? null) });
  const answer = await options.evaluate(
    `chrome.runtime.sendMessage({ name: 'quick-actions.write', input: ${input} })`,
  );
  expect(answer).toMatchObject({ ok: true });
}

async function press(command: string, page: Page): Promise<void> {
  const tab = await story.tabId(page);
  await story.evaluateInWorker(
    `chrome.tabs.get(${tab}).then((tab) => chrome.commands.onCommand.dispatch('${command}', tab))`,
  );
}

describe('an own quick action', () => {
  it('is created in the options with the keyboard, and appears in the menu and in the editor', async () => {
    await options.bringToFront();
    const add = await byRole(options, 'button', 'New quick action');
    // The button is enabled once the fields are loaded.
    await waitFor('the button', () => add.evaluate((button) => button.matches(':enabled')));
    await add.press('Enter');
    await (await byRole(options, 'textbox', 'Name')).type('Push and warm');
    for (const field of ['Confidence', 'Estimated close']) {
      await (await byRole(options, 'combobox', 'Add a field')).type(field);
      await options.keyboard.press('Enter');
    }
    await (await byRole(options, 'combobox', 'How to change Confidence')).type('change');
    await (await byRole(options, 'textbox', 'Confidence')).type('10');
    await (await byRole(options, 'textbox', 'Estimated close')).type('1');
    await (await byRole(options, 'combobox', 'Estimated close: unit')).type('months');
    await (await byRole(options, 'button', 'Save')).press('Enter');
    await options.waitForSelector('::-p-text(Confidence: +10%)');

    const page = await story.newPage(leadPage());
    const popup = await story.openPopup(page);
    await (await byRole(popup, 'button', 'Push and warm')).click();
    await waitFor('the save', () => storedDeal(story).confidence === 85);
    expect(puts(story).map(({ body }) => Object.keys(body as object).sort())).toEqual([
      ['confidence', 'date_won'],
    ]);
    await popup.close();
  });

  const places: [string, string, Partial<MenuClick>][] = [
    ['a page', leadPage(), {}],
    ['the toolbar button', leadPage(), {}],
    ['a link', 'https://mail.example.com/', { linkUrl: `https://example.com/?deal=${ids.sampleDeal}` }],
    ['a selection', 'https://plain.example.com/', { selectionText: `See ${ids.sampleDeal}.` }],
    ['a text field', 'https://plain.example.com/', { selectionText: ids.sampleDeal, editable: true }],
  ];
  it.each(places)('acts on %s', async (_place, address, click) => {
    await storeActions([warmer]);
    const page = await story.newPage(address);
    await story.killWorker();
    await story.clickMenu(page, { menuItemId: 'own:warmer', ...click });
    await waitFor('the save', () => puts(story)[0]?.status === 200);
    expect(puts(story).map(({ body }) => body)).toEqual([{ confidence: 85 }]);
    await page.close();
  });

  it('asks for the date if it closes the deal, and saves the rest with it', async () => {
    await storeActions([lost]);
    const page = await story.newPage(leadPage());
    const popup = await story.popupAfter(() => story.clickMenu(page, { menuItemId: 'own:lost' }));
    await (await byRole(popup, 'button', 'Mark as Lost')).click();
    await waitFor('the save', () => puts(story)[0]?.status === 200);
    expect(puts(story)[0]?.body).toMatchObject({
      status_id: ids.statuses.lost,
      note: expect.stringMatching(/No answer$/),
    });
  });

  it('asks for the date even if the menu shows the statuses of another organization', async () => {
    await storeActions([lost]);
    const page = await story.newPage(leadPage());
    const menu = await story.evaluateInWorker<object>("chrome.storage.local.get('menu-pipelines')");
    await story.evaluateInWorker("chrome.storage.local.set({ 'menu-pipelines': [] })");
    const popup = await story.popupAfter(() => story.clickMenu(page, { menuItemId: 'own:lost' }));
    await byRole(popup, 'button', 'Mark as Lost');
    expect(puts(story)).toEqual([]);
    await story.evaluateInWorker(`chrome.storage.local.set(${JSON.stringify(menu)})`);
  });

  it('that no longer fits shows a toast, which opens the editor on the deal', async () => {
    await storeActions([stale]);
    const page = await story.newPage(leadPage());
    await story.clickMenu(page, { menuItemId: 'own:stale' });
    const edit = await untilPressable(await byRole(page, 'button', 'Edit deal…'));
    expect((await story.badge(page)).title).toContain(
      "This status doesn't exist in the deal's organization. Edit the quick action in Options.",
    );
    await byRole(await story.popupAfter(() => edit.click()), 'heading', 'Marlow Robotics');
    expect(puts(story)).toEqual([]);
  });

  it('shows its save as a toast, whose Undo opens the editor with Undo', async () => {
    await storeActions([warmer]);
    const page = await story.newPage(leadPage());
    // Ends the three seconds in which a page cannot open the popup again.
    await story.killWorker();
    await story.clickMenu(page, { menuItemId: 'own:warmer' });
    const undo = await untilPressable(await byRole(page, 'button', 'Undo…'));
    const popup = await story.popupAfter(() => undo.click());
    await (await byRole(popup, 'button', 'Undo')).click();
    await waitFor('the former value', () => storedDeal(story).confidence === 75);
  });
});

describe('the four shortcuts', () => {
  it('run their actions, even with a stopped worker', async () => {
    await storeActions([warmer], ['own:warmer', 'push:1:week']);
    const page = await story.newPage(leadPage());
    await story.killWorker();
    await press('quick-action-1', page);
    await waitFor('the save', () => storedDeal(story).confidence === 85);
    await press('quick-action-2', page);
    await waitFor('the second save', () => puts(story)[1]?.status === 200);
    expect(Object.keys(puts(story)[1]?.body as object)).toEqual(['date_won']);
  });

  it('show that no action is assigned to them', async () => {
    await storeActions([warmer], []);
    const page = await story.newPage(leadPage());
    // The page has reported by then; a later report would replace the sentence on the toolbar button.
    await chipOn(page);
    await press('quick-action-4', page);
    await waitFor('the sentence', async () =>
      (await story.badge(page)).title.includes("Quick action 4 isn't set up yet"),
    );
    expect(puts(story)).toEqual([]);
  });
});

describe('check marks in the menu', () => {
  type Mark = { visible: boolean; checked: boolean; documentUrlPatterns: string[] };
  const markOf = async (id: string) =>
    (await story.evaluateInWorker<Record<string, Mark>>('self.marks'))[`now:${id}`];

  it('show the status of a deal on the pages that name it or its lead', async () => {
    const page = await story.newPage(leadPage());
    await story.evaluateInWorker(`(() => {
      self.marks = {};
      const { update } = chrome.contextMenus;
      chrome.contextMenus.update = async (id, changes) => {
        await update.call(chrome.contextMenus, id, changes);
        self.marks[id] = changes;
      };
    })()`);
    await story.clickMenu(page, { menuItemId: 'confidence:90' });
    const shown = {
      ...{ visible: true, checked: true },
      documentUrlPatterns: [ids.sampleDeal, ids.sampleLead].map((id) => `*://*/*${id}*`),
    };
    await waitFor('the check mark', async () => (await markOf('confidence:90'))?.visible);
    await emptyOutbox(story);
    expect(await markOf('confidence:90')).toEqual(shown);
    // The status has its mark from the stories before.
    const stored = await story.evaluateInWorker("chrome.storage.session.get('shown-checkmarks')");
    expect(stored).toMatchObject({
      'shown-checkmarks': { [`status:${ids.statuses.demoDone}`]: shown.documentUrlPatterns },
    });
    // A click on it changes nothing, and it stays checked, although Chrome has toggled it.
    await story.evaluateInWorker('self.marks = {}');
    await story.clickMenu(page, { menuItemId: 'now:confidence:90' });
    await waitFor('the check mark again', async () => (await markOf('confidence:90'))?.checked);
    await emptyOutbox(story);
    expect(puts(story)).toHaveLength(1);
    await story.clickMenu(page, { menuItemId: 'confidence:25' });
    await waitFor('no check mark', async () => (await markOf('confidence:90'))?.visible === false);
    await waitFor('the other check mark', async () => (await markOf('confidence:25'))?.visible);
  });
});
