import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
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
    for (const part of ['$2', 'one-time', 'Sales', 'closes', 'Ana Ruiz', 'Demo done']) {
      await expect.element(deal(2)).toMatchTextContent(part);
    }
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
