import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { DealScreen } from '../../../components/editor/DealScreen.tsx';
import { Editor } from '../../../components/editor/Editor.tsx';
import { createDealEditor } from '../../../lib/editor/deal-editor.ts';
import { createEditor } from '../../../lib/editor/editor.ts';
import { defaultPreferences } from '../../../lib/model/preferences.ts';
import type { Problem } from '../../../lib/model/problem.ts';
import { failure } from '../../../lib/model/result.ts';
import { type Background, scriptedBackground } from '../harness/scripted-background.ts';
import { recordedActions, show, showDeal, showEditor } from '../harness/show.tsx';
import { dealView } from '../samples/deals.ts';
import { backgroundOf, deals, idOf, lead } from '../samples/editors.ts';

const more = page.getByRole('button', { name: 'More' });
const menu = page.getByRole('menu', { name: 'More' });
const item = (name: string) => page.getByRole('menuitem', { name });
const shortcuts = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
const names = () =>
  [...menu.element().querySelectorAll('[role=menuitem] .grow')].map((each) => each.textContent);

function failing(kind: Problem['kind']): Background {
  const background = backgroundOf({});
  background.answer('editor.open', () => failure({ kind }));
  return background;
}

describe('the header', () => {
  const common = ['Refresh', 'My open deals', 'Recent changes', 'Keyboard shortcuts', 'Options', 'Help'];
  const withDeal = [
    ...['Refresh', 'My open deals', 'Bulk edit', 'History', 'Recent changes'],
    ...['Keyboard shortcuts', 'Options', 'Help'],
  ];
  const withTable = [
    'Refresh',
    'My open deals',
    'Bulk edit',
    'Recent changes',
    'Keyboard shortcuts',
    'Options',
    'Help',
  ];
  it.each([
    ['a deal', backgroundOf({ references: [lead] }, deals(1)), 'Marlow Robotics', withDeal],
    ['a list of deals', backgroundOf({ references: [lead] }, deals(3)), 'Marlow Robotics', withTable],
    [
      'ids to choose from',
      backgroundOf({
        references: [1, 2].map((number) => ({
          kind: 'opportunity',
          id: idOf('oppo', number),
          foundIn: 'text',
        })),
      }),
      'Which deal?',
      withTable,
    ],
    ['no deal', backgroundOf({}), 'No deal on this page', common],
    ['a problem', failing('offline'), 'Quick Edit for Close', common],
    ['the locked screen', failing('locked'), 'Locked', common],
    ['the screen without a connection', backgroundOf({ isConnected: false }), 'Connect to Close', common],
  ])('is the same on %s', async (_screen, background, title, items) => {
    const { editor } = showEditor(background);
    await editor.open();
    await expect.element(page.getByRole('heading', { name: title, level: 1 })).toHaveAttribute('dir', 'auto');
    await more.click();
    await expect.element(menu).toBeVisible();
    expect(names()).toEqual(items);
  });

  it('keeps the beginning of a name written from right to left', async () => {
    const leadName = `شركة ${'النخيل للتجارة '.repeat(6)}`;
    await showDeal(dealView({}, { opportunity: { leadName } }));
    const heading = document.querySelector('h1') as HTMLElement;
    expect(getComputedStyle(heading).direction).toBe('rtl');
    const range = document.createRange();
    range.setStart(heading.firstChild as Text, 0);
    range.setEnd(heading.firstChild as Text, 4);
    const word = range.getBoundingClientRect();
    const box = heading.getBoundingClientRect();
    expect(word.right).toBeLessThanOrEqual(box.right + 1);
    expect(word.left).toBeGreaterThan(box.left);
  });

  it('has buttons of 28 px that show their name on hover and on focus', async () => {
    await showDeal();
    const open = page.getByRole('button', { name: 'Open in Close' });
    const tip = () => getComputedStyle(open.element(), '::after');
    for (const button of [open, more]) {
      const { width, height } = button.element().getBoundingClientRect();
      expect([width, height]).toEqual([28, 28]);
    }
    expect(tip().opacity).toBe('0');
    await open.hover();
    await expect.poll(() => tip().opacity).toBe('1');
    expect(tip().content).toBe('"Open in Close"');
    await more.hover();
    await expect.poll(() => tip().opacity).toBe('0');
    await page.getByRole('heading', { name: 'Details' }).hover();
    more.element().focus();
    await userEvent.tab({ shift: true });
    await expect.element(open).toHaveFocus();
    await expect.poll(() => tip().opacity).toBe('1');
  });
});

describe('the menu', () => {
  it('opens below its button, moves nothing, and is walked with arrow keys, Home, End and letters', async () => {
    await showDeal();
    const before = [...document.querySelectorAll('button, input, select')].map((each) => [
      each,
      JSON.stringify(each.getBoundingClientRect()),
    ]);
    await more.click();
    await expect.element(item('Refresh')).toHaveFocus();
    for (const [each, place] of before)
      expect(JSON.stringify((each as Element).getBoundingClientRect())).toBe(place);
    expect(menu.element().getBoundingClientRect().top).toBeGreaterThanOrEqual(
      more.element().getBoundingClientRect().bottom,
    );
    for (const [key, name] of [
      ['{ArrowDown}', 'My open deals'],
      ['{End}', 'Help'],
      ['{ArrowDown}', 'Refresh'],
      ['{ArrowUp}', 'Help'],
      ['{Home}', 'Refresh'],
      ['o', 'Options'],
      ['3', 'Options'],
    ] as const) {
      await userEvent.keyboard(key);
      await expect.element(item(name)).toHaveFocus();
    }
    await userEvent.keyboard('{Escape}');
    await expect.element(menu).not.toBeInTheDocument();
    await expect.element(more).toHaveFocus();
    await expect.element(page.getByRole('radio', { name: 'Demo done' })).toBeChecked();
  });

  it('opens with Enter and with the arrow down, and closes on a press elsewhere, on Tab and on its button', async () => {
    await showDeal();
    more.element().focus();
    await userEvent.keyboard('{Enter}');
    await expect.element(menu).toBeVisible();
    await page.getByRole('heading', { name: 'Details' }).click();
    await expect.element(menu).not.toBeInTheDocument();
    more.element().focus();
    await userEvent.keyboard('{ArrowDown}');
    await expect.element(item('Refresh')).toHaveFocus();
    await userEvent.keyboard('{Tab}');
    await expect.element(menu).not.toBeInTheDocument();
    await more.click();
    await expect.element(menu).toBeVisible();
    await more.click();
    await expect.element(menu).not.toBeInTheDocument();
  });

  it('offers the side panel and pinning where the page can do it, and begins bulk edit with the lead', async () => {
    const view = dealView();
    const actions = {
      ...recordedActions(),
      keepOpen: () => called.push('keepOpen'),
      pin: () => called.push('pin'),
    };
    const called: string[] = [];
    const deal = createDealEditor(view, () => null, { ask: scriptedBackground(view).ask });
    show(<DealScreen deal={deal} actions={actions} />);
    for (const name of ['Keep open in side panel', 'Pin this deal', 'Bulk edit']) {
      await more.click();
      await item(name).click();
    }
    expect(called).toEqual(['keepOpen', 'pin']);
    expect(actions.editSeveral).toHaveBeenCalledExactlyOnceWith([view.opportunity.leadId]);
  });

  it('does not offer to pin a list', async () => {
    const actions = { ...recordedActions(), pin: () => undefined };
    const editor = createEditor(1, backgroundOf({ references: [lead] }, deals(3)).ask);
    show(<Editor editor={editor} actions={actions} />);
    await editor.open();
    await more.click();
    await expect.element(item('Refresh')).toBeVisible();
    await expect.element(item('Pin this deal')).not.toBeInTheDocument();
  });
});

describe('the keyboard shortcuts', () => {
  it('open with "?" outside fields, list the keys that work here, and close with Escape', async () => {
    await showDeal();
    await page.getByLabelText('Next step').fill('Call?');
    await userEvent.keyboard('?');
    await expect.element(shortcuts).not.toBeInTheDocument();
    (document.activeElement as HTMLElement).blur();
    await userEvent.keyboard('?');
    await expect.element(shortcuts).toBeVisible();
    const rows = [...shortcuts.element().querySelectorAll('.keys > div')].map((row) => row.textContent);
    expect(rows).toContain('1–9Set the status');
    await expect.element(shortcuts.getByText('Open Quick Edit')).toBeVisible();
    await expect.element(shortcuts.getByText('Quick action 1')).not.toBeInTheDocument();
    await userEvent.keyboard('3');
    await userEvent.keyboard('{Escape}');
    await expect.element(shortcuts).not.toBeInTheDocument();
    await expect.element(page.getByRole('radio', { name: 'Demo done' })).toBeChecked();
  });

  it('open from the menu alone if keys without Ctrl are turned off, and then do not list them', async () => {
    await showDeal(dealView({}, { preferences: { ...defaultPreferences, usesSingleKeys: false } }));
    await userEvent.keyboard('?');
    await expect.element(shortcuts).not.toBeInTheDocument();
    await more.click();
    await item('Keyboard shortcuts').click();
    await expect.element(shortcuts).toBeVisible();
    await expect.element(shortcuts.getByText('Set the status')).not.toBeInTheDocument();
    await shortcuts.getByRole('button', { name: 'Done' }).click();
    await expect.element(more).toHaveFocus();
  });
});

it('Help answers the most frequent questions', async () => {
  const { actions } = await showDeal();
  await more.click();
  await item('Help').click();
  const help = page.getByRole('dialog', { name: 'Help' });
  await expect.element(help.getByText('When is a change saved?')).toBeVisible();
  await help.getByRole('button', { name: 'Options' }).click();
  expect(actions.openOptions).toHaveBeenCalledOnce();
});
