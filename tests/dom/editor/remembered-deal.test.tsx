import { afterEach, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { DealView } from '../../../lib/model/deal-view.ts';
import { defaultPreferences } from '../../../lib/model/preferences.ts';
import { failure, type Result, success } from '../../../lib/model/result.ts';
import { rememberShown } from '../../../lib/popup-cache/remember-shown.ts';
import type { DealMemory, RememberedDeal } from '../../../lib/popup-cache/remembered-deals.ts';
import { sampleOperation } from '../../unit/samples/deal.ts';
import { showAllFields, showEditor } from '../harness/show.tsx';
import { dealView } from '../samples/deals.ts';
import { backgroundOf, deals, idOf, lead, leadView, openTab, type Tab } from '../samples/editors.ts';

// A remembered deal is shown while the page is scanned and Close is requested; then their answers are applied.
const address = `https://app.close.com/lead/${lead.id}/`;
const radio = (name: string) => page.getByRole('radio', { name, exact: true });
const [deal, other] = deals(2) as [DealView['opportunity'], DealView['opportunity']];

function rememberedDeal(more: Partial<RememberedDeal> = {}): RememberedDeal {
  return {
    // Reversed, because the browser's storage may return keys in another order.
    view: viewOf(deal, { preferences: reverseKeys(defaultPreferences) }),
    page: { tabId: 1, address, reference: lead },
    isOneOfSeveral: false,
    ...more,
  };
}

function reverseKeys<Value extends object>(value: Value): Value {
  return Object.fromEntries(Object.entries(value).reverse()) as Value;
}

function viewOf(opportunity: DealView['opportunity'], more: Partial<DealView> = {}): DealView {
  return { ...dealView(), opportunity, ...more };
}

/** Returns the deal with these values changed. */
function changed(values: DealView['opportunity']['values']): DealView['opportunity'] {
  return { ...deal, values: { ...deal.values, ...values } };
}

afterEach(() => vi.restoreAllMocks());

/** Shows a remembered deal with a background whose answers about page and deal are delayed. */
async function showRemembered(remembered = rememberedDeal(), found = [deal]) {
  const background = backgroundOf({ references: [lead], address }, found);
  const opening = Promise.withResolvers<Partial<Tab>>();
  const reading = Promise.withResolvers<Result<DealView>>();
  background.answer('editor.open', async () => openTab(background, await opening.promise));
  background.answer('deal.open', () => reading.promise);
  const { editor } = showEditor(background);
  const opened = editor.open(remembered);
  await expect.element(page.getByRole('heading', { name: 'Marlow Robotics' })).toBeVisible();
  return {
    background,
    editor,
    answerPage: (tab: Partial<Tab> = {}) => opening.resolve({ address, references: [lead], ...tab }),
    async answer(view: DealView) {
      this.answerPage();
      reading.resolve(success(view));
      await opened;
    },
    async fail(problem: Parameters<typeof failure>[0]) {
      this.answerPage();
      reading.resolve(failure(problem));
      await opened;
    },
  };
}

it('is shown at once with the focus on its status and an indicator that it is being read again', async () => {
  const shown = await showRemembered();
  await expect.element(radio('Demo done')).toHaveFocus();
  const messages = [...document.querySelectorAll('[role=status],[role=alert]')].map(
    (each) => each.textContent,
  );
  expect(messages.join('')).toBe('');
  expect(document.querySelectorAll('.reading-again')).toHaveLength(1);
  await shown.answer(viewOf(deal));
  await expect.poll(() => document.querySelectorAll('.reading-again')).toHaveLength(0);
});

it('takes on the current values from Close, and the focus stays', async () => {
  const shown = await showRemembered();
  await page.getByRole('textbox', { name: 'Value' }).click();
  await shown.answer(viewOf(changed({ status_id: 'stat_proposal', confidence: 75 })));
  await expect.element(radio('Proposal sent')).toBeChecked();
  await expect.element(radio('75%')).toBeChecked();
  await expect.element(page.getByRole('textbox', { name: 'Value' })).toHaveFocus();
});

it('keeps typed text, its caret and its base', async () => {
  const shown = await showRemembered();
  await showAllFields();
  const step = page.getByRole('textbox', { name: 'Next step' });
  await step.fill('Call Ona');
  await userEvent.keyboard('{Home}');
  const { id: opportunityId, organizationId, leadName } = deal;
  const base = { 'custom.cf_step': null };
  const entries = { 'custom.cf_step': 'Call Ona' };
  const draft = { opportunityId, organizationId, leadName, base, entries, unsent: {}, savedAt: Date.now() };
  // The text just typed comes back as a draft, which does not restart the editor.
  await shown.answer(viewOf(changed({ 'custom.cf_step': 'Send the offer', confidence: 75 }), { draft }));
  await expect.element(radio('75%')).toBeChecked();
  await userEvent.keyboard('Please: ');
  await expect.element(step).toHaveValue('Please: Call Ona');
  await expect.element(page.getByText('Also changed in Close:', { exact: false })).toBeVisible();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  expect(shown.background.asked('deal.save')).toMatchObject([
    {
      opportunityId: deal.id,
      base: { 'custom.cf_step': null },
      patch: { 'custom.cf_step': 'Please: Call Ona' },
    },
  ]);
});

it('saves on a click with the shown value as base, bound to the page', async () => {
  const shown = await showRemembered();
  await radio('Proposal sent').click();
  await expect.element(radio('Proposal sent')).toBeChecked();
  const openedFor = { tabId: 1, address, reference: lead };
  expect(shown.background.asked('deal.save')).toMatchObject([
    {
      opportunityId: deal.id,
      base: { status_id: 'stat_demo' },
      patch: { status_id: 'stat_proposal' },
      openedFor,
    },
  ]);
});

it('shows the answer to a save even if an earlier read ends later', async () => {
  const shown = await showRemembered();
  shown.background.answer('deal.save', ({ patch }) => {
    return success({ state: 'unchanged', opportunity: changed(patch) });
  });
  await radio('Proposal sent').click();
  await expect
    .element(page.getByText('No changes to save: Close already has this value.', { exact: false }))
    .toBeVisible();
  await shown.answer(viewOf(deal));
  await expect.poll(() => document.querySelectorAll('.reading-again')).toHaveLength(0);
  await expect.element(radio('Proposal sent')).toBeChecked();
});

it('is replaced by another deal, and the typed text is kept as a draft of the first one', async () => {
  const shown = await showRemembered();
  const value = page.getByRole('textbox', { name: 'Value' });
  await value.fill('777');
  shown.background.answer('lead.open', () => success(leadView({ opportunities: [other] })));
  await shown.answer(viewOf({ ...other, leadName: 'Ødegård & Søn' }));
  await expect.element(page.getByRole('heading', { name: 'Ødegård & Søn' })).toBeVisible();
  await expect.element(value).toHaveValue('2.00');
  const drafts = shown.background.asked('draft.write');
  expect(drafts.map(({ opportunityId }) => opportunityId)).toEqual(drafts.map(() => deal.id));
  expect(drafts.at(-1)).toMatchObject({ entries: { value: '777' } });
  await expect.element(page.getByRole('button', { name: 'Open draft' })).toBeVisible();
});

it.each<[string, Parameters<typeof failure>[0], string]>([
  ['an error', { kind: 'not-found' }, 'Open in Close'],
  ['the unlock form', { kind: 'locked' }, 'Unlock'],
  ['the notice that nothing is connected', { kind: 'not-connected' }, 'Connect Close'],
])('is replaced by %s', async (_what, problem, button) => {
  const shown = await showRemembered();
  await shown.fail(problem);
  await expect.element(page.getByRole('button', { name: button })).toBeVisible();
  await expect.element(page.getByRole('heading', { name: 'Marlow Robotics' })).not.toBeInTheDocument();
});

it('is replaced on a page without a deal, without a request to Close', async () => {
  const shown = await showRemembered();
  shown.answerPage({ references: [] });
  await expect.element(page.getByRole('heading', { name: 'No deal on this page' })).toBeVisible();
  expect(shown.background.asked('deal.open')).toEqual([]);
});

it('disappears when the address changes, and an answer for the previous page changes nothing', async () => {
  const shown = await showRemembered();
  shown.background.answer('editor.open', () => openTab(shown.background, {}));
  const moved = shown.editor.open();
  await expect.element(page.getByRole('heading', { name: 'Marlow Robotics' })).not.toBeInTheDocument();
  await moved;
  await shown.answer(viewOf(deal));
  await expect.element(page.getByRole('heading', { name: 'No deal on this page' })).toBeVisible();
});

it('is opened again if another window has stored a draft of it', async () => {
  const shown = await showRemembered();
  const { id: opportunityId, organizationId, leadName } = deal;
  const draft = { opportunityId, organizationId, leadName, unsent: {}, savedAt: Date.now() };
  await shown.answer(
    viewOf(deal, { draft: { ...draft, base: { value: 10_000 }, entries: { value: '55' } } }),
  );
  await expect.element(page.getByText('Restored', { exact: false })).toBeVisible();
  await expect.element(page.getByRole('textbox', { name: 'Value' })).toHaveValue('55');
});

it('is opened again if a save in another window has a conflict', async () => {
  const shown = await showRemembered();
  const conflicts = [{ field: 'confidence', base: 50, mine: 75, theirs: 90 }];
  const pending = sampleOperation({ confidence: 50 }, { confidence: 75 }, { state: 'conflict', conflicts });
  await shown.answer(viewOf(deal, { pending: { ...pending, opportunityId: deal.id } }));
  await expect.element(page.getByRole('dialog', { name: 'Changed in Close' })).toBeVisible();
});

it('is opened again if one-click saves were turned off', async () => {
  const shown = await showRemembered();
  const preferences = { ...dealView().preferences, asksBeforeSaving: true };
  await shown.answer(viewOf(deal, { preferences }));
  await radio('Proposal sent').click();
  await expect.element(page.getByRole('button', { name: 'Save', exact: true })).toBeVisible();
  expect(shown.background.patches()).toEqual([]);
});

it('leads back to the other deals of its lead, which are read first, and stays bound to the page', async () => {
  const closed = { ...other, values: { ...other.values, status_id: 'stat_lost' } };
  const shown = await showRemembered(rememberedDeal({ isOneOfSeveral: true }), [deal, closed]);
  await page.getByRole('button', { name: 'Back to list' }).click();
  await expect.element(page.getByRole('list', { name: 'Opportunities' })).toBeVisible();
  expect(shown.background.asked('lead.open')).toEqual([{ leadId: lead.id }]);
  await page
    .getByText(/^\$2\b/)
    .first()
    .click();
  await expect
    .poll(() => shown.background.asked('deal.open'))
    .toEqual([{ opportunityId: other.id, refresh: false, isPageLed: false }]);
  await shown.answer(viewOf(closed));
  await radio('Proposal sent').click();
  const openedFor = { tabId: 1, address, reference: lead };
  expect(shown.background.asked('deal.save')).toMatchObject([{ opportunityId: other.id, openedFor }]);
});

/** Opens a page normally, with a memory that records its calls: a deal to remember, or null to forget. */
async function openWithMemory(found = [deal], tab: Partial<Tab> = {}) {
  const background = backgroundOf({ references: [lead], address, ...tab }, found);
  const { editor } = showEditor(background);
  const calls: (RememberedDeal | null)[] = [];
  const memory: DealMemory = {
    remembered: null,
    remember: async (remembered) => void calls.push(remembered),
    forget: async () => void calls.push(null),
  };
  const opened = editor.open();
  rememberShown(editor, memory);
  await opened;
  return { background, editor, calls };
}

it('is remembered when it was opened', async () => {
  const { calls } = await openWithMemory();
  expect(calls).toMatchObject([rememberedDeal()]);
});

it('is remembered as one of several if its lead has more', async () => {
  const closed = { ...other, values: { ...other.values, status_id: 'stat_lost' } };
  const { calls } = await openWithMemory([deal, closed]);
  expect(calls).toMatchObject([{ isOneOfSeveral: true, view: { opportunity: { id: deal.id } } }]);
});

it('is forgotten when a save starts, and remembered with the new value when the save ends', async () => {
  const { background, calls } = await openWithMemory();
  const held = background.hold('deal.save');
  await radio('Proposal sent').click();
  await expect.poll(() => calls).toHaveLength(2);
  expect(calls[1]).toBeNull();
  held.next();
  await expect.poll(() => calls.at(-1)?.view.opportunity.values.status_id).toBe('stat_proposal');
  expect(calls.slice(1, -1).every((each) => each === null)).toBe(true);
});

it.each<[string, Partial<Tab>, DealView['opportunity'][]]>([
  ['a list', {}, [deal, other]],
  ['a deal on a page with an endless address', { address: `${address}#${'x'.repeat(2_000)}` }, [deal]],
  ['no deal', { references: [] }, [deal]],
  [
    'a deal in the text of the page',
    { references: [{ kind: 'opportunity', id: idOf('oppo', 1), foundIn: 'text' }] },
    [deal],
  ],
  [
    'a deal the user pointed at',
    { references: [{ kind: 'opportunity', id: idOf('oppo', 1), foundIn: 'pointed-at' }] },
    [deal],
  ],
])('%s is not remembered, and the previous deal is forgotten', async (_what, tab, found) => {
  const { calls } = await openWithMemory(found, tab);
  expect(calls).toEqual([null]);
});

it('a deal picked from a list is not remembered, because the page leads to the list', async () => {
  const { editor, calls } = await openWithMemory([deal, other]);
  await editor.openOpportunity(other);
  expect(calls.filter(Boolean)).toEqual([]);
});

it('a remembered deal is not remembered again before Close has answered', async () => {
  const shown = await showRemembered();
  const calls: unknown[] = [];
  rememberShown(shown.editor, {
    remembered: null,
    remember: async ({ view }) => void calls.push(view.opportunity.values.confidence),
    forget: async () => void calls.push(null),
  });
  expect(calls).toEqual([]);
  await shown.answer(viewOf(changed({ confidence: 75 })));
  expect(calls).toEqual([75]);
});
