import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { ignoreUnintendedInput } from '../../../lib/surface/ignore-unintended-input.ts';
import { showEditor } from '../harness/show.tsx';
import { backgroundOf, deals, idOf, lead, openTab, type Tab } from '../samples/editors.ts';

let now = 0;
beforeEach(async () => {
  now = 1_000;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  await userEvent.unhover(document.documentElement);
});
afterEach(() => vi.restoreAllMocks());

const intent = {
  ...{ id: crypto.randomUUID(), reference: null, action: null, changeId: '', find: '' },
  ...{ expiresAt: Number.POSITIVE_INFINITY, isOfPage: true },
};
const status = (name: string) => page.getByRole('radio', { name });
const hint = page.getByText('Move the pointer in here or press Tab first.');

/** Opens the editor on a lead's only deal. */
async function openEditor(tab: Partial<Tab> = {}) {
  const background = backgroundOf({ references: [lead], ...tab }, deals(1));
  const shown = showEditor(background);
  onTestFinished(ignoreUnintendedInput(shown.editor));
  await shown.editor.open();
  await expect.element(status('Demo done')).toHaveFocus();
  return { ...shown, background };
}

describe('an editor that a page made appear', () => {
  it.each(['3', ' ', '{Enter}', 'u'])('ignores the key "%s" until the user presses Tab', async (key) => {
    const { background } = await openEditor({ intent });
    status('Proposal sent').element().focus();
    now += 600;
    await userEvent.keyboard(key);
    await expect.element(hint).toBeVisible();
    await userEvent.keyboard('{Tab}3');
    expect(background.patches()).toEqual([{ status_id: 'stat_proposal' }]);
    await expect.element(hint).not.toBeInTheDocument();
  });

  it('ignores keys in its first half second, even after Tab', async () => {
    const { background } = await openEditor({ intent });
    await userEvent.keyboard('{Tab}3');
    expect(background.patches()).toEqual([]);
    now += 500;
    await userEvent.keyboard('3');
    expect(background.patches()).toHaveLength(1);
    await expect.element(hint).not.toBeInTheDocument();
  });

  it('ignores a press where the pointer rested before', async () => {
    const { background, editor } = await openEditor();
    await status('Proposal sent').hover();
    background.answer('editor.open', () => openTab(background, { references: [lead], intent }));
    await editor.open();
    now += 600;
    await status('Proposal sent').click();
    await expect.element(hint).toBeVisible();
    expect(background.patches()).toEqual([]);
    await status('Demo done').hover();
    await status('Proposal sent').click();
    expect(background.patches()).toEqual([{ status_id: 'stat_proposal' }]);
  });
});

describe('an editor whose deal the page replaced', () => {
  it('names the new lead, and ignores keys until the user presses Tab', async () => {
    const { background, editor } = await openEditor();
    const other = deals(1, {}, { id: idOf('oppo', 9), leadName: 'Sunfield' });
    const replaced = backgroundOf({ references: [lead] }, other);
    background.answer('editor.open', (input) => replaced.replyTo('editor.open', input));
    background.answer('deal.open', (input) => replaced.replyTo('deal.open', input));
    await editor.open();
    await expect.element(page.getByText('Now showing: Sunfield')).toBeVisible();
    now += 600;
    await userEvent.keyboard('3');
    expect(background.patches()).toEqual([]);
    await userEvent.keyboard('{Tab}3');
    expect(background.patches()).toHaveLength(1);
  });

  it('is not guarded if the page leads to the same deal', async () => {
    const { background, editor } = await openEditor();
    await editor.open();
    await userEvent.keyboard('3');
    expect(background.patches()).toHaveLength(1);
  });
});

it('an editor that the user opened takes a key at once', async () => {
  const { background } = await openEditor();
  await userEvent.keyboard('3');
  expect(background.patches()).toHaveLength(1);
});
