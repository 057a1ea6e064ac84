import { expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { carryOut } from '../../../lib/editor/quick-actions.ts';
import type { Draft } from '../../../lib/model/draft.ts';
import { defaultPreferences } from '../../../lib/model/preferences.ts';
import type { QuickAction } from '../../../lib/model/quick-action.ts';
import { showDeal } from '../harness/show.tsx';
import { dealView } from '../samples/deals.ts';

const preferences = { ...defaultPreferences, asksBeforeSaving: true };
const radio = (name: string) => page.getByRole('radio', { name, exact: true });
const value = page.getByRole('textbox', { name: 'Value' });
const save = page.getByRole('button', { name: 'Save' });
const discard = page.getByRole('button', { name: 'Discard' });
const expectText = (text: string) => expect.element(page.getByText(text)).toBeVisible();

const showWithDrafts = (values = {}, draft: Draft | null = null) =>
  showDeal(dealView(values, { preferences, draft }));

it('collects a clicked status and typed values, and saves them together', async () => {
  const { background } = await showWithDrafts();
  await radio('Proposal sent').click();
  await value.fill('20k');
  await expect.element(radio('Proposal sent')).toBeChecked();
  await expectText('2 changes: Status, Value');
  expect(background.patches()).toEqual([]);
  await save.click();
  await expect.element(page.getByRole('status')).toMatchTextContent('Demo done → Proposal sent');
  expect(background.patches()).toEqual([{ status_id: 'stat_proposal', value: 2_000_000 }]);
  expect(background.asked('deal.save')[0]?.base).toEqual({ status_id: 'stat_demo', value: 1_250_000 });
  await expect.element(discard).not.toBeInTheDocument();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.element(radio('Demo done')).toBeChecked();
});

it('shows a chosen confidence in the presets, the exact percentage and the expected value', async () => {
  const { background } = await showWithDrafts();
  await radio('90%').click();
  await expect.element(radio('90%')).toBeChecked();
  await expect.element(page.getByRole('spinbutton')).toHaveValue('90');
  await expectText('Expected value $11,250');
  await expectText('1 change: Confidence');
  expect(background.patches()).toEqual([]);
});

it('adds choices by number keys to the draft, the last one winning', async () => {
  const { background } = await showWithDrafts();
  await userEvent.keyboard('13');
  await expectText('1 change: Status');
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect.element(discard).not.toBeInTheDocument();
  expect(background.patches()).toEqual([{ status_id: 'stat_proposal' }]);
});

it('removes the draft when its choices are reverted', async () => {
  const { background } = await showWithDrafts();
  await radio('Proposal sent').click();
  await radio('75%').click();
  await radio('Demo done').click();
  await radio('50%').click();
  await expect.element(discard).not.toBeInTheDocument();
  expect(background.asked('draft.write')).not.toEqual([]);
  expect(background.asked('draft.remove')).toHaveLength(1);
});

it('reverts the choices on Discard', async () => {
  await showWithDrafts();
  await radio('Proposal sent').click();
  await radio('75%').click();
  await discard.click();
  await expect.element(radio('Demo done')).toBeChecked();
  await expect.element(radio('50%')).toBeChecked();
});

it('restores the choices after it was closed, and saves them with their original base', async () => {
  const { background } = await showWithDrafts();
  await radio('Proposal sent').click();
  await radio('90%').click();
  const written = background.asked('draft.write').at(-1);
  const draft = { ...(written as Draft), savedAt: Date.now() };
  const later = await showWithDrafts({ status_id: 'stat_qualified' }, draft);
  await expect.element(radio('Proposal sent')).toBeChecked();
  await expect.element(radio('90%')).toBeChecked();
  await expectText('2 changes: Status, Confidence');
  await expect.element(page.getByText(/^Restored/)).toBeVisible();
  await expectText('Also changed in Close: Status');
  await save.click();
  expect(later.background.asked('deal.save')[0]).toMatchObject({
    base: { status_id: 'stat_demo', confidence: 50 },
    patch: { status_id: 'stat_proposal', confidence: 90 },
  });
});

it('keeps a choice made while the draft is being saved', async () => {
  const { background } = await showWithDrafts();
  const saves = background.hold('deal.save');
  await radio('Proposal sent').click();
  await save.click();
  await radio('Qualified').click();
  await expect.element(radio('Qualified')).toBeChecked();
  saves.next();
  await expect.element(page.getByRole('status')).toMatchTextContent('Demo done → Proposal sent');
  await expect.element(radio('Qualified')).toBeChecked();
  await save.click();
  await expect
    .poll(() => background.patches())
    .toEqual([{ status_id: 'stat_proposal' }, { status_id: 'stat_qualified' }]);
});

it('shows that a chosen status was deleted in Close', async () => {
  const draft = {
    ...{ opportunityId: `oppo_${'a'.repeat(43)}`, organizationId: 'orga_a', leadName: '', savedAt: 0 },
    ...{ base: { status_id: 'stat_demo' }, entries: { status_id: 'stat_gone' }, unsent: {} },
  };
  await showWithDrafts({}, draft);
  await expectText('Choose one of the options.');
  await expect.element(save).toBeDisabled();
  await radio('Qualified').click();
  await expect.element(save).toBeEnabled();
});

it('saves a won status immediately after its dialog, and keeps the rest of the draft', async () => {
  const { background } = await showWithDrafts();
  await radio('Proposal sent').click();
  await value.fill('20k');
  await radio('Won').click();
  await page.getByRole('button', { name: 'Mark as Won' }).click();
  await expect.element(page.getByRole('status')).toMatchTextContent('Demo done → Won');
  expect(background.patches()).toEqual([
    { status_id: 'stat_won', date_won: expect.any(String), confidence: 100 },
  ]);
  await expect.element(radio('Won')).toBeChecked();
  await expect.element(value).toHaveValue('20k');
  await expect.element(save).toBeEnabled();
});

it('shows an expired change in its field until it is saved or reverted', async () => {
  const draft = {
    ...{ opportunityId: `oppo_${'a'.repeat(43)}`, organizationId: 'orga_a', leadName: '', savedAt: 0 },
    ...{ base: { status_id: 'stat_demo' }, entries: {}, unsent: { status_id: 'stat_proposal' } },
  };
  const { background } = await showDeal(dealView({}, { draft }));
  await expect.element(radio('Proposal sent')).toBeChecked();
  await expectText('1 change: Status');
  await save.click();
  expect(background.patches()).toEqual([{ status_id: 'stat_proposal' }]);
});

it('an action on a deal that a page chose becomes a draft, even if each click saves', async () => {
  const { background, deal } = await showDeal();
  const appliesTo = { organizationId: null, pipelineIds: [] };
  const action: QuickAction = {
    ...{ id: 'own', name: 'Warmer', changes: { confidence: { how: 'set', value: 90 } }, appliesTo },
  };
  await carryOut(deal, action, true);
  await expectText('1 change: Confidence');
  expect(background.patches()).toEqual([]);
  await save.click();
  await expect.poll(background.patches).toEqual([{ confidence: 90 }]);
});

it('an action that cannot become a draft says where to run it', async () => {
  const { background, deal } = await showDeal();
  const appliesTo = { organizationId: null, pipelineIds: [] };
  const action: QuickAction = {
    ...{ id: 'own', name: 'Warmer', changes: { confidence: { how: 'set', value: 90 } }, appliesTo },
  };
  await carryOut({ ...deal, fillIn: () => false }, action, true);
  await expectText('Nothing is saved yet. Press “Warmer” here to run it.');
  expect(background.patches()).toEqual([]);
});

const append = (value: string): QuickAction => ({
  ...{ id: 'own:append', name: value, appliesTo: { organizationId: null, pipelineIds: [] } },
  changes: { note: { how: 'append', value } },
});

const formatted = '<body><p>Liked the <b>demo</b>.</p></body>';

it.each([
  ['plain', '', { note: 'Liked the demo.\nSent the offer\nCall on Friday' }],
  [
    'formatted',
    formatted,
    { note_html: '<body><p>Liked the <b>demo</b>.</p><p>Sent the offer</p><p>Call on Friday</p></body>' },
  ],
])(
  'also asks before lines are appended to a %s note, each after the ones before',
  async (_kind, noteHtml, patch) => {
    const values = { note: 'Liked the demo.', note_html: noteHtml };
    const { background, deal } = await showDeal(dealView(values, { preferences, opportunity: { noteHtml } }));
    await carryOut(deal, append('Sent the offer'));
    await carryOut(deal, append('Call on Friday'));
    await expectText('1 change: Note');
    expect(background.patches()).toEqual([]);
    await save.click();
    await expect.poll(() => background.patches()).toEqual([patch]);
  },
);

it('also asks before lines are appended that cannot be typed like that', async () => {
  const values = { note: 'Liked the demo.', note_html: formatted };
  const { background, deal } = await showDeal(
    dealView(values, { preferences, opportunity: { noteHtml: formatted } }),
  );
  await carryOut(deal, append('- Sent the offer '));
  await expectText('1 change: Note');
  expect(background.patches()).toEqual([]);
  expect(background.asked('draft.write').at(-1)?.base).toEqual({ note_html: formatted });
  await save.click();
  await expect.poll(() => background.patches()).toHaveLength(1);
});

it('a quick action that saves at once builds on what was typed in its field', async () => {
  const { background, deal } = await showDeal(dealView({ note: 'Liked the demo.' }));
  await page.getByRole('button', { name: 'All fields' }).click();
  await page.getByRole('textbox', { name: 'Note' }).fill('Liked the demo, wants two.');
  await carryOut(deal, append('Sent the offer'));
  await expect
    .poll(() => background.patches())
    .toEqual([{ note: 'Liked the demo, wants two.\nSent the offer' }]);
});
