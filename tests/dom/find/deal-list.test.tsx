import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { success } from '../../../lib/model/result.ts';
import { showEditor } from '../harness/show.tsx';
import { backgroundOf, deals, idOf, lead } from '../samples/editors.ts';

const list = page.getByRole('list', { name: 'Opportunities' });
const deal = (number: number) => list.getByRole('button').nth(number - 1);

async function showDeals(count: number) {
  const background = backgroundOf({ references: [lead] }, deals(count));
  const shown = showEditor(background);
  await shown.editor.open();
  const opened = () => background.asked('deal.open').map(({ opportunityId }) => opportunityId);
  await expect.element(deal(1)).toHaveFocus();
  return { ...shown, background, opened };
}

describe("a lead's deals", () => {
  it('are listed with value, date, owner and status', async () => {
    await showDeals(2);
    await expect.element(page.getByRole('heading', { name: 'Marlow Robotics' })).toBeVisible();
    await expect.element(page.getByText("2 opportunities · from this page's URL")).toBeVisible();
    for (const part of ['$2', 'one-time', 'Sales', '50%', 'closes', 'Ana Ruiz', 'Demo done']) {
      await expect.element(deal(2)).toMatchTextContent(part);
    }
  });

  it('have no shortcuts of a single key if the user turned them off', async () => {
    const background = backgroundOf({ references: [lead] }, deals(3));
    background.answer('single-keys.read', () => success(false));
    await showEditor(background).editor.open();
    await expect.element(deal(1)).toHaveFocus();
    await expect.element(page.getByText('Press 1 to 3 to choose')).not.toBeInTheDocument();
    expect(deal(1).element().textContent).not.toMatch(/^1/);
    await userEvent.keyboard('2?');
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
    expect(background.asked('deal.open')).toEqual([]);
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Keyboard shortcuts' }).click();
    await expect.element(page.getByRole('dialog').getByText('Pick a deal')).not.toBeInTheDocument();
  });

  it.each([
    ['the next step', { note: 'Liked the demo', 'custom.cf_step': 'Send quote' }, 'Send quote'],
    ['the first line of the note', { note: '\n Liked the demo \nWants two arms' }, 'Liked the demo'],
  ])('show %s', async (_what, values, shown) => {
    const background = backgroundOf({ references: [lead] }, deals(2, values));
    await showEditor(background).editor.open();
    await expect.element(deal(1)).toBeVisible();
    expect(deal(1).element().querySelector('q')?.textContent).toBe(shown);
  });

  it('come before the search box, which keeps its place and the focus while it finds others', async () => {
    const { background } = await showDeals(3);
    const search = page.getByRole('searchbox', { name: 'Find a deal' });
    const isBelow = () =>
      list.element().compareDocumentPosition(search.element()) === Node.DOCUMENT_POSITION_FOLLOWING;
    expect(isBelow()).toBe(true);
    await search.click();
    await userEvent.keyboard('Marlow');
    await expect.poll(() => background.asked('deals.find').length).toBe(1);
    await expect.element(page.getByText('3 opportunities · found in Close')).toBeVisible();
    await expect.element(search).toHaveFocus();
    expect(isBelow()).toBe(true);
  });

  it('have a bar that names their keys and begins bulk edit with them', async () => {
    const { actions } = await showDeals(3);
    await expect.element(page.getByText('Press 1 to 3 to choose')).toBeVisible();
    await page.getByRole('button', { name: 'Bulk edit…' }).click();
    expect(actions.editSeveral).toHaveBeenCalledExactlyOnceWith(
      [1, 2, 3].map((number) => idOf('oppo', number)),
    );
  });

  it('open by number key', async () => {
    const { opened } = await showDeals(3);
    await userEvent.keyboard('2');
    await expect.element(page.getByRole('radiogroup', { name: 'Status' })).toBeVisible();
    expect(opened()).toEqual([idOf('oppo', 2)]);
  });

  it('open with a click and with Enter', async () => {
    const { editor, opened } = await showDeals(3);
    await deal(3).click();
    await expect.element(page.getByRole('radiogroup', { name: 'Status' })).toBeVisible();
    await editor.open();
    await expect.element(deal(1)).toHaveFocus();
    await userEvent.keyboard('{ArrowDown}{Enter}');
    await expect.element(page.getByRole('radiogroup', { name: 'Status' })).toBeVisible();
    expect(opened()).toEqual([idOf('oppo', 3), idOf('oppo', 2)]);
  });

  it('are navigated with arrow keys, which open nothing and stop at both ends', async () => {
    const { opened } = await showDeals(3);
    await userEvent.keyboard('{ArrowUp}');
    await expect.element(deal(1)).toHaveFocus();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}');
    await expect.element(deal(3)).toHaveFocus();
    expect(opened()).toEqual([]);
  });

  it('ignore numbers without a deal, and digits typed into the search box', async () => {
    const { opened } = await showDeals(3);
    await userEvent.keyboard('70');
    const search = page.getByRole('searchbox', { name: 'Find a deal' });
    await search.click();
    await userEvent.keyboard('2');
    await expect.element(search).toHaveValue('2');
    expect(opened()).toEqual([]);
  });
});

describe('a list of 60 deals', () => {
  it('shows all of them, and numbers the first nine', async () => {
    await showDeals(60);
    const numbers = list
      .getByRole('button')
      .elements()
      .map((each) => each.firstChild?.textContent);
    expect(numbers).toHaveLength(60);
    expect(numbers.filter((text) => text !== '')).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9']);
  });

  it('keeps the search box visible, and scrolls to the focused deal', async () => {
    await showDeals(60);
    await expect.element(page.getByRole('searchbox', { name: 'Find a deal' })).toBeInViewport();
    deal(59).element().focus();
    await userEvent.keyboard('{ArrowDown}');
    await expect.element(deal(60)).toHaveFocus();
    await expect.element(deal(60)).toBeInViewport();
  });

  it('opens the clicked deal far down the list', async () => {
    const { opened } = await showDeals(60);
    await deal(48).click();
    await expect.element(page.getByRole('radiogroup', { name: 'Status' })).toBeVisible();
    expect(opened()).toEqual([idOf('oppo', 48)]);
  });
});

it('a lead without deals shows a message and a link to its page', async () => {
  const { actions, editor } = showEditor(backgroundOf({ references: [lead] }, []));
  await editor.open();
  await expect.element(page.getByText('This lead has no deals yet. Create one in Close.')).toBeVisible();
  await page.getByRole('button', { name: 'Open lead in Close' }).click();
  expect(actions.openTab).toHaveBeenCalledExactlyOnceWith(`https://app.close.com/lead/${lead.id}/`);
});
