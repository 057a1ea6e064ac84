import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Reference } from '../../../lib/model/reference.ts';
import { failure, success } from '../../../lib/model/result.ts';
import { showEditor } from '../harness/show.tsx';
import { backgroundOf, deals, idOf, lead, leadView, openTab } from '../samples/editors.ts';

const search = page.getByRole('searchbox', { name: 'Find a deal' });
const list = page.getByRole('list', { name: 'Opportunities' });
const back = page.getByRole('button', { name: 'Back to list' });
const status = page.getByRole('radiogroup', { name: 'Status' });

async function openOn(references: Reference[], count = 3) {
  const background = backgroundOf({ references }, deals(count));
  const shown = showEditor(background);
  await shown.editor.open();
  await expect.poll(() => document.activeElement).not.toBe(document.body);
  return { ...shown, background };
}

it('says that reading the page took too long, so a deal may be in it', async () => {
  await showEditor(backgroundOf({ references: [], unread: 'too-slow' })).editor.open();
  await expect.element(page.getByRole('heading', { name: 'This page took too long to read' })).toBeVisible();
  await expect.element(search).toHaveFocus();
});

describe('the search box', () => {
  it('has the focus if the page has no deal, and searches while the user types', async () => {
    const { background } = await openOn([]);
    await expect.element(search).toHaveFocus();
    await userEvent.keyboard('Marlow');
    await expect.element(page.getByText('3 opportunities · found in Close')).toBeVisible();
    await expect.element(search).toHaveFocus();
    await expect.element(search).toHaveValue('Marlow');
    expect(background.asked('deals.find')).toMatchObject([{ query: 'Marlow' }]);
  });

  it('moves the focus to the results on an arrow key and on Enter', async () => {
    const { background } = await openOn([]);
    await userEvent.keyboard('Marlow{Enter}');
    await expect.element(list).toBeVisible();
    await userEvent.keyboard('{ArrowDown}');
    await expect.element(list.getByRole('button').nth(0)).toHaveFocus();
    search.element().focus();
    await userEvent.keyboard('{Enter}');
    await expect.element(list.getByRole('button').nth(0)).toHaveFocus();
    await userEvent.keyboard('2');
    await expect.element(status).toBeVisible();
    expect(background.asked('deal.open')).toMatchObject([{ opportunityId: idOf('oppo', 2) }]);
    expect(background.asked('deals.find')).toHaveLength(1);
  });

  it('marks the typed words in each result, and shows where else they were found', async () => {
    const { background } = await openOn([]);
    const foundBy = { [idOf('oppo', 2)]: 'Lena Ödegård-Marlow' };
    background.answer('deals.find', () => success({ ...foundList(), foundBy }));
    await search.fill('marl ODE');
    await expect.element(list).toBeVisible();
    const marked = (index: number) =>
      [...list.getByRole('button').nth(index).element().querySelectorAll('mark')].map(
        (part) => part.textContent,
      );
    expect(marked(0)).toEqual(['Marl']);
    expect(marked(1)).toEqual(['Marl', 'Öde', 'Marl']);
    await expect.element(list.getByRole('button').nth(1)).toMatchTextContent('Lena Ödegård-Marlow');
  });

  it("shows the lead's list again once it is cleared", async () => {
    await openOn([lead]);
    await search.fill('Halden');
    await expect.element(page.getByText(/found in Close/)).toBeVisible();
    await search.fill('');
    await expect.element(page.getByText(/from this page's URL/)).toBeVisible();
  });

  it('shows why a search failed, keeps the query and can try again', async () => {
    const { background } = await openOn([]);
    background.answer('deals.find', () => failure({ kind: 'offline' }));
    await search.fill('Marlow');
    await expect
      .element(page.getByRole('alert'))
      .toMatchTextContent("Can't reach Close. Check your connection.");
    await expect.element(search).toHaveValue('Marlow');
    background.answer('deals.find', () => success(foundList()));
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect.element(list).toBeVisible();
    await expect.element(page.getByRole('alert')).not.toBeInTheDocument();
  });

  it('warns of an id with an unusual length, but tries it', async () => {
    const { background } = await openOn([]);
    await search.fill('oppo_short');
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByText('This ID has an unusual length. Trying it anyway.')).toBeVisible();
    await expect.element(status).toBeVisible();
    expect(background.asked('deal.open')).toMatchObject([{ opportunityId: 'oppo_short' }]);
  });
});

describe('recent deals', () => {
  const recent = deals(2, { status_id: 'stat_proposal', confidence: 75 });
  const recents = page.getByRole('list', { name: 'Recent deals' });

  it('are buttons that say lead, value, confidence, close date and status', async () => {
    const background = backgroundOf({ recent }, recent);
    await showEditor(background).editor.open();
    const second = recents.getByRole('button').nth(1);
    await expect.element(second).toMatchTextContent(/Marlow Robotics.*\$2.*75%.*closes.*Proposal sent/);
    await second.click();
    await expect.element(status).toBeVisible();
    expect(background.asked('deal.open')).toMatchObject([{ opportunityId: idOf('oppo', 2) }]);
    await back.click();
    await expect.element(recents).toBeVisible();
  });

  it('open by their number, and a letter begins a search instead', async () => {
    const background = backgroundOf({ recent }, recent);
    await showEditor(background).editor.open();
    await expect.element(recents.getByRole('button').nth(0)).toHaveFocus();
    await userEvent.keyboard('ma');
    await expect.element(search).toHaveFocus();
    await expect.element(search).toHaveValue('ma');
    await search.fill('');
    recents.getByRole('button').nth(0).element().focus();
    await userEvent.keyboard('2');
    await expect.element(status).toBeVisible();
    expect(background.asked('deal.open')).toMatchObject([{ opportunityId: idOf('oppo', 2) }]);
  });

  it('are replaced by known deals that match, and are back when the box is empty', async () => {
    const background = backgroundOf({ recent }, recent);
    background.answer('deals.known', () => success({ ...foundList(), isKnownOnly: 'exact' }));
    background.answer('deals.find', () => new Promise(() => {}));
    await showEditor(background).editor.open();
    await userEvent.keyboard('m');
    await expect.element(page.getByText('2 opportunities · known on this device')).toBeVisible();
    await userEvent.keyboard('{Backspace}');
    await expect.element(recents).toBeVisible();
    expect(background.asked('deals.find')).toEqual([]);
  });
});

describe('people on a page without an id', () => {
  const people = { addresses: ['lena@customer.example', 'jo@customer.example'], count: 2, domains: [] };
  const offer = page.getByRole('button', { name: 'Find their deals' });
  const foundByPerson = {
    [idOf('oppo', 1)]: 'lena@customer.example',
    [idOf('oppo', 2)]: 'jo@customer.example',
  };

  it('are looked up after a press only, and each deal says by which address it was found', async () => {
    const background = backgroundOf({ people }, deals(2));
    background.answer('people.find', () => success({ list: { ...foundList(), foundByPerson }, view: null }));
    const { editor } = showEditor(background);
    await editor.open();
    await expect.element(page.getByText('2 people on this page')).toBeVisible();
    expect(background.asked('people.find')).toEqual([]);
    await offer.click();
    await expect.element(list.getByRole('button').nth(1)).toMatchTextContent(/found by .jo@customer.example/);
    await userEvent.keyboard('1');
    await page.getByRole('radio', { name: 'Proposal sent' }).click();
    await expect
      .poll(() => background.asked('deal.save'))
      .toMatchObject([
        {
          openedFor: { person: 'lena@customer.example', reference: { id: idOf('oppo', 1), foundIn: 'text' } },
        },
      ]);
    await expect.element(page.getByText(/^found by .lena@customer.example/)).toBeVisible();
  });

  it('are looked up whenever the editor opens after "Always do this", but not when a page moves on', async () => {
    const background = backgroundOf({ people }, deals(2));
    background.answer('people.find', () => success({ list: { ...foundList(), foundByPerson }, view: null }));
    background.answer('people.always', () => failure({ kind: 'unexpected' }));
    const { editor } = showEditor(background);
    await editor.open();
    await page.getByRole('checkbox', { name: 'Always do this' }).click();
    await offer.click();
    await expect.element(list).toBeVisible();
    expect(background.asked('people.always')).toHaveLength(1);
    background.answer('editor.open', () => openTab(background, { people, looksUpAtOnce: true }));
    await editor.open();
    await expect.element(offer).toBeVisible();
    expect(background.asked('people.find')).toHaveLength(1);
    const again = showEditor(background).editor;
    await again.open();
    await expect.poll(() => background.asked('people.find')).toHaveLength(2);
  });

  it('beyond ten are counted, and a refusal leaves search box and recent deals', async () => {
    const addresses = Array.from({ length: 10 }, (_none, index) => `p${index}@customer.example`);
    const background = backgroundOf({ people: { ...people, addresses, count: 50 }, recent: deals(1) });
    background.answer('people.find', () => failure({ kind: 'forbidden-to-read' }));
    await showEditor(background).editor.open();
    await expect.element(page.getByText('The 10 nearest of 50 people on this page')).toBeVisible();
    await offer.click();
    await expect.element(page.getByRole('alert')).toBeVisible();
    await expect.element(page.getByRole('list', { name: 'Recent deals' })).toBeVisible();
    await expect.element(search).toBeVisible();
  });

  it('cannot be gathered from a page that no extension can read, which is said', async () => {
    await showEditor(backgroundOf({ unread: 'unreadable' })).editor.open();
    await expect
      .element(page.getByRole('heading', { name: "Extensions can't read this page" }))
      .toBeVisible();
    await expect.element(search).toHaveFocus();
  });
});

const foundList = () => leadView({ leadName: '', opportunities: deals(2) }).list;

describe('"Back to list"', () => {
  it.each(['the button', 'Backspace'])("goes from a deal to its lead's list by %s", async (way) => {
    await openOn([lead]);
    await userEvent.keyboard('2');
    await expect.element(status).toBeVisible();
    if (way === 'Backspace') await userEvent.keyboard('{Backspace}');
    else await back.click();
    await expect.element(list.getByRole('button').nth(1)).toHaveFocus();
    await expect.element(list.getByRole('button').nth(1)).toMatchTextContent('last used');
    await expect.element(back).not.toBeInTheDocument();
  });

  it('returns to the search results with the query, then to the list before the search', async () => {
    await openOn([lead]);
    await search.fill('Halden');
    await expect.element(page.getByText(/found in Close/)).toBeVisible();
    await list.getByRole('button').nth(0).click();
    await expect.element(status).toBeVisible();
    await back.click();
    await expect.element(page.getByText(/found in Close/)).toBeVisible();
    await expect.element(search).toHaveValue('Halden');
    await back.click();
    await expect.element(page.getByText(/from this page's URL/)).toBeVisible();
  });

  it('is not triggered by Backspace in a text field', async () => {
    await openOn([lead]);
    await userEvent.keyboard('1');
    await page.getByRole('textbox', { name: 'Value' }).click();
    await userEvent.keyboard('{Backspace}');
    await expect.element(status).toBeVisible();
  });

  it('keeps a draft, and shows the name of its deal', async () => {
    await openOn([lead]);
    await userEvent.keyboard('1');
    await page.getByLabelText('Next step').fill('Call');
    await back.click();
    await expect.element(page.getByText(/^You have an unsaved draft for/)).toBeVisible();
    await expect.element(list).toBeVisible();
  });

  it('shows the other deals of a lead whose only active deal opened directly', async () => {
    const background = backgroundOf({ references: [lead] }, [
      ...deals(1),
      ...deals(3, { status_id: 'stat_lost' }).slice(1),
    ]);
    await showEditor(background).editor.open();
    await expect.element(status).toBeVisible();
    await back.click();
    await expect.element(list.getByRole('button').nth(2)).toBeVisible();
  });

  it('is not offered if the page named the deal', async () => {
    await openOn([{ kind: 'opportunity', id: idOf('oppo', 1), foundIn: 'address' }]);
    await expect.element(status).toBeVisible();
    await expect.element(back).not.toBeInTheDocument();
  });
});

describe('the preselected deal', () => {
  it('is the last used deal of the lead', async () => {
    const background = backgroundOf({ references: [lead] });
    background.answer('lead.open', () =>
      success(leadView({ opportunities: deals(60), lastUsedId: idOf('oppo', 48) })),
    );
    await showEditor(background).editor.open();
    await expect.element(list.getByRole('button').nth(47)).toHaveFocus();
    await expect.element(list.getByRole('button').nth(47)).toBeInViewport();
    await userEvent.keyboard('{Enter}');
    await expect.element(status).toBeVisible();
    expect(background.asked('deal.open')).toMatchObject([{ opportunityId: idOf('oppo', 48) }]);
  });
});

it('each id shows where it was found, and can be chosen by its number', async () => {
  const places = ['heading', 'link', 'text', 'form', 'attribute', 'data'] as const;
  const { background } = await openOn(
    places.map((foundIn, index) => ({ kind: 'opportunity', id: idOf('oppo', index + 1), foundIn })),
  );
  const labels = [
    'in the heading',
    'in a link',
    'in the text',
    'in a form field',
    "in the page's code",
    'in hidden data',
  ];
  for (const [index, label] of labels.entries())
    await expect.element(list.getByRole('button').nth(index)).toMatchTextContent(label);
  await userEvent.keyboard('3');
  await expect.element(status).toBeVisible();
  expect(background.asked('deal.open')).toMatchObject([{ opportunityId: idOf('oppo', 3) }]);
});

describe('a pinned deal', () => {
  it('stays open on any page, saves without a page check, and can be unpinned', async () => {
    const background = backgroundOf({ references: [lead] }, deals(1));
    const { editor } = showEditor(background);
    await editor.open();
    await expect.element(status).toBeVisible();
    editor.pin();
    await expect.element(page.getByText(/^Pinned: .*Marlow Robotics/)).toBeVisible();
    background.answer('editor.open', () => openTab(background, { address: 'https://elsewhere.example/' }));
    await editor.follow(2);
    await editor.open();
    await expect.element(status).toBeVisible();
    await page.getByRole('radio', { name: 'Proposal sent' }).click();
    await expect.poll(() => background.asked('deal.save')).toMatchObject([{ openedFor: null }]);
    await page.getByRole('button', { name: 'Unpin' }).click();
    await expect.element(page.getByRole('heading', { name: 'No deal on this page' })).toBeVisible();
    expect(background.asked('editor.open').at(-1)).toMatchObject({ tabId: 2 });
  });
});
