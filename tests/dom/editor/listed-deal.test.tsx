import { expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { DealView } from '../../../lib/model/deal-view.ts';
import type { Intent } from '../../../lib/model/intent.ts';
import { failure, type Result, success } from '../../../lib/model/result.ts';
import { findAction } from '../../../lib/quick-actions/built-in.ts';
import { showEditor } from '../harness/show.tsx';
import { dealView } from '../samples/deals.ts';
import { backgroundOf, deals, idOf, lead, leadView } from '../samples/editors.ts';

// The only deal of a lead is shown from the lead's list while the deal itself is being read.
const address = `https://app.close.com/lead/${lead.id}/`;
const radio = (name: string) => page.getByRole('radio', { name, exact: true });
const [listed] = deals(1, {}, { updatedAt: '2026-11-24T10:00:00.000000+00:00' }) as [DealView['opportunity']];
const later = '2026-11-24T10:00:30.000000+00:00';

function changed(values: DealView['opportunity']['values'], updatedAt = later): DealView {
  return { ...dealView(), opportunity: { ...listed, updatedAt, values: { ...listed.values, ...values } } };
}

/** Creates an intent that sets the confidence of the page's deal to 90%. */
function intentTo90(): Intent {
  const action = findAction('confidence:90', []) ?? null;
  return { id: crypto.randomUUID(), reference: null, action, changeId: '', find: '', expiresAt: 0 };
}

/** Opens the lead of a page with a background whose answer about the deal is delayed until `answer`. */
async function openListed(more: Partial<DealView> = {}, intent: Intent | null = null) {
  const background = backgroundOf({ references: [lead], address, intent });
  const { list } = leadView({ opportunities: [listed] });
  background.answer('lead.open', () =>
    success({ list, view: { ...dealView(), opportunity: listed, ...more } }),
  );
  const reading = Promise.withResolvers<Result<DealView>>();
  background.answer('deal.open', () => reading.promise);
  const { editor } = showEditor(background);
  void editor.open();
  await expect.element(radio('Demo done')).toHaveFocus();
  return {
    background,
    async answer(result: Result<DealView>) {
      reading.resolve(result);
      await expect.poll(() => document.querySelectorAll('.reading-again')).toHaveLength(0);
    },
  };
}

it('accepts clicks before the deal is read, and then shows its current values', async () => {
  const { background, answer } = await openListed();
  expect(background.asked('deal.open')).toEqual([
    { opportunityId: listed.id, refresh: false, isPageLed: false },
  ]);
  await page.getByRole('textbox', { name: 'Value' }).click();
  await answer(success(changed({ confidence: 75 })));
  await expect.element(radio('75%')).toBeChecked();
  await expect.element(page.getByRole('textbox', { name: 'Value' })).toHaveFocus();
  await radio('90%').click();
  const openedFor = { tabId: 1, address, reference: lead };
  await expect
    .poll(() => background.asked('deal.save'))
    .toMatchObject([{ base: { confidence: 75 }, openedFor }]);
});

it('keeps its draft and further typed text', async () => {
  const { id: opportunityId, organizationId, leadName } = listed;
  const draft = { opportunityId, organizationId, leadName, unsent: {}, savedAt: Date.now() };
  const typed = { ...draft, base: { value: 10_000 }, entries: { value: '55' } };
  const { answer } = await openListed({ draft: typed });
  const value = page.getByRole('textbox', { name: 'Value' });
  await value.click();
  await answer(success({ ...changed({}), draft: typed }));
  await expect.element(value).toHaveFocus();
  await userEvent.keyboard('{End}5');
  await expect.element(value).toHaveValue('555');
  await expect.element(page.getByText('Restored', { exact: false })).toBeVisible();
});

it('is replaced by the problem if the deal cannot be read', async () => {
  const { answer } = await openListed();
  await answer(failure({ kind: 'not-found' }));
  await expect.element(page.getByRole('button', { name: 'Open in Close' })).toBeVisible();
});

it('does not replace newer remembered values, because lists lag behind, but the deal itself does', async () => {
  const background = backgroundOf({ references: [lead], address }, [listed]);
  const reading = Promise.withResolvers<Result<DealView>>();
  background.answer('deal.open', () => reading.promise);
  const { editor } = showEditor(background);
  const shown = changed({ confidence: 75 });
  const remembered = { view: shown, page: { tabId: 1, address, reference: lead }, isOneOfSeveral: false };
  void editor.open(remembered);
  await expect.poll(() => background.asked('deal.open')).toHaveLength(1);
  await expect.element(radio('75%')).toBeChecked();
  reading.resolve(success(changed({ confidence: 25 }, listed.updatedAt)));
  await expect.element(radio('25%')).toBeChecked();
});

it('takes on pins changed elsewhere', async () => {
  const { answer } = await openListed({ pins: { pipe_sales: ['value'] } });
  const owner = page.getByRole('combobox', { name: 'Owner' });
  await expect.element(page.getByRole('textbox', { name: 'Value' })).toBeVisible();
  await expect.element(owner).not.toBeInTheDocument();
  await answer(success({ ...changed({}), pins: { pipe_sales: ['user_id'] } }));
  await expect.element(owner).toBeVisible();
});

it('waits for the deal before it runs a quick action, because the action may be relative', async () => {
  const { background, answer } = await openListed({}, intentTo90());
  expect(background.asked('deal.save')).toEqual([]);
  await answer(success(changed({ confidence: 75 })));
  await expect.poll(() => background.patches()).toEqual([{ confidence: 90 }]);
  expect(background.asked('deal.save')).toMatchObject([{ base: { confidence: 75 } }]);
});

it('a quick action runs on the deal that the user picks from the ids on a page', async () => {
  const references = [1, 2].map((number) => ({
    ...{ kind: 'opportunity' as const, id: idOf('oppo', number), foundIn: 'text' as const },
  }));
  const background = backgroundOf({ references, intent: intentTo90() }, deals(2));
  await showEditor(background).editor.open();
  await page.getByTitle(idOf('oppo', 2)).click();
  await expect
    .poll(() => background.asked('deal.save'))
    .toMatchObject([{ opportunityId: idOf('oppo', 2), patch: { confidence: 90 } }]);
});
