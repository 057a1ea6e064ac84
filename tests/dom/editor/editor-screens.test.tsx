import { expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { failure, success } from '../../../lib/model/result.ts';
import { showEditor } from '../harness/show.tsx';
import { dealView } from '../samples/deals.ts';
import { backgroundOf, deals, idOf, lead } from '../samples/editors.ts';

const search = page.getByRole('searchbox', { name: 'Find a deal' });

it('without a key, a button opens the options', async () => {
  const { editor, actions } = showEditor(backgroundOf({ isConnected: false }));
  await editor.open();
  await page.getByRole('button', { name: 'Connect Close' }).click();
  expect(actions.openOptions).toHaveBeenCalledOnce();
});

it('the only deal of a lead opens directly, and "Open in Close" opens that lead', async () => {
  const { editor, actions } = showEditor(backgroundOf({ references: [lead] }, deals(1)));
  await editor.open();
  await expect.element(page.getByRole('heading', { name: 'Marlow Robotics' })).toBeVisible();
  await page.getByRole('button', { name: 'Open in Close' }).click();
  for (const name of ['Refresh', 'Options']) {
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name }).click();
  }
  expect(actions.openTab).toHaveBeenCalledExactlyOnceWith(`https://app.close.com/lead/${lead.id}/`);
  expect(actions.refresh).toHaveBeenCalledOnce();
  expect(actions.openOptions).toHaveBeenCalledOnce();
});

it('no deal is requested on a page with several deals until the user picks one', async () => {
  const references = [1, 2].map((number) => ({
    ...{ kind: 'opportunity' as const, id: idOf('oppo', number), foundIn: 'link' as const },
    ...(number === 2 && { linkText: 'Offer of May' }),
  }));
  const background = backgroundOf({ references }, deals(2));
  await showEditor(background).editor.open();
  await expect.element(page.getByRole('heading', { name: 'Which deal?' })).toBeVisible();
  expect(background.asked('deal.open')).toEqual([]);
  const [first, second] = page.getByRole('list', { name: 'Opportunities' }).getByRole('button').elements();
  expect(first?.textContent).toBe('1Opportunity ending in 000001in a link');
  expect(second?.textContent).toBe('2Offer of MayOpportunityin a link');
  const searchBox = page.getByRole('searchbox').element();
  expect(searchBox.compareDocumentPosition(first as Element)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
  await page.getByText('Offer of May').click();
  await expect.element(page.getByRole('radiogroup', { name: 'Status' })).toBeVisible();
  expect(background.asked('deal.open').map(({ opportunityId }) => opportunityId)).toEqual([idOf('oppo', 2)]);
});

it('a search by name lists deals with their leads', async () => {
  const background = backgroundOf({}, deals(2, {}, { leadName: 'Ødegård & Søn' }));
  await showEditor(background).editor.open();
  await search.fill('  Ødegård ');
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByText('2 opportunities · found in Close')).toBeVisible();
  await expect.element(page.getByText('Ødegård & Søn').first()).toBeVisible();
  expect(background.asked('deals.find')).toMatchObject([{ query: 'Ødegård' }]);
});

it('an empty search sends no request', async () => {
  const background = backgroundOf({});
  await showEditor(background).editor.open();
  await search.fill('   ');
  await page.getByRole('button', { name: 'Search' }).click();
  await expect.element(page.getByRole('heading', { name: 'No deal on this page' })).toBeVisible();
  expect(background.asked('deals.find')).toEqual([]);
});

it('a search without results shows a message and can be repeated', async () => {
  await showEditor(backgroundOf({})).editor.open();
  await search.fill('Unknown');
  await page.getByRole('button', { name: 'Search' }).click();
  await expect.element(page.getByText("No deals found. Try the lead's name, or paste a link.")).toBeVisible();
  await expect.element(search).toBeVisible();
});

it('a deal that cannot be opened shows why, with "Try again" and a search', async () => {
  const background = backgroundOf({});
  background.answer('editor.open', () => failure({ kind: 'offline' }));
  const { editor, actions } = showEditor(background);
  await editor.open();
  await expect
    .element(page.getByRole('alert'))
    .toMatchTextContent("Can't reach Close. Check your connection.");
  await expect.element(search).toBeVisible();
  await page.getByRole('button', { name: 'Try again' }).click();
  expect(actions.reopen).toHaveBeenCalledOnce();
});

it('a late answer never replaces the deal of the current page', async () => {
  const background = backgroundOf({
    references: [{ kind: 'opportunity', id: idOf('oppo', 1), foundIn: 'address' }],
  });
  const late = Promise.withResolvers<void>();
  background.answer('deal.open', async () => {
    await late.promise;
    return success(dealView({}, { opportunity: { leadName: 'Previous page' } }));
  });
  const { editor } = showEditor(background);
  const before = editor.open();
  await expect.element(page.getByRole('status')).toHaveTextContent('Opening deal…');
  background.answer('deal.open', () => success(dealView({}, { opportunity: { leadName: 'This page' } })));
  await editor.open();
  late.resolve();
  await before;
  await expect.element(page.getByRole('heading', { level: 1 })).toHaveTextContent('This page');
});
