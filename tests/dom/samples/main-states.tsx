import { signal } from '@preact/signals';
import { expect } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { BulkEdit } from '../../../components/bulk/BulkEdit.tsx';
import { createTable } from '../../../components/bulk/table-model.ts';
import { createKnownLookup } from '../../../lib/find/known-lookup.ts';
import type { SaveAnswer } from '../../../lib/messaging/contract.ts';
import type { Opportunity } from '../../../lib/model/opportunity.ts';
import type { Pipeline } from '../../../lib/model/pipeline.ts';
import { defaultPreferences } from '../../../lib/model/preferences.ts';
import { failure, success } from '../../../lib/model/result.ts';
import { findAction } from '../../../lib/quick-actions/built-in.ts';
import { backgroundOf as manyBackground, references } from '../../unit/bulk-edit/bulk-background.ts';
import { sampleOperation } from '../../unit/samples/deal.ts';
import { show, showDeal, showEditor } from '../harness/show.tsx';
import { customField, dealView, salesPipeline } from './deals.ts';
import { backgroundOf, deals, idOf, lead, type Tab } from './editors.ts';
import { fieldStates, type State, seen } from './field-states.tsx';
import { lineStates } from './line-states.tsx';
import { longPipeline } from './long-pipeline.ts';
import { optionsStates } from './options-states.tsx';
import { later, warmer } from './quick-actions.tsx';

async function openEditor(tab: Partial<Tab>, opportunities: Opportunity[] = []) {
  const shown = showEditor(backgroundOf(tab, opportunities));
  await shown.editor.open();
  return shown;
}

async function save(answer?: SaveAnswer, label = 'Proposal sent') {
  const { background } = await showDeal();
  if (answer) background.answerSaves(answer);
  await page.getByRole('radio', { name: label }).click();
}

async function openTable() {
  const { ask } = manyBackground(3);
  const table = createTable(ask);
  show(
    <BulkEdit
      table={table}
      lookup={createKnownLookup(ask)}
      message={signal('')}
      onAdd={ignore}
      onExport={ignore}
      onOptions={ignore}
    />,
    'deals',
  );
  await table.deals.add(references(4));
  table.deals.action.value = findAction('confidence:75', []) ?? null;
  await expect.element(page.getByRole('row').nth(1)).toMatchTextContent(/75%/);
}

async function openMyDeals() {
  const { ask, deals } = manyBackground(3);
  const [first] = deals.values();
  if (first) deals.set(first.id, { ...first, isStalled: true });
  const table = createTable(ask);
  const rest = { message: signal(''), onAdd: ignore, onExport: ignore, onOptions: ignore };
  show(<BulkEdit table={table} lookup={createKnownLookup(ask)} {...rest} />, 'deals');
  await page.getByRole('button', { name: 'My open deals' }).click();
  await expect.element(page.getByText('3 of 3 open deals need attention')).toBeVisible();
}

async function openCellOf(name: string, key: string) {
  await openMyDeals();
  await page.getByRole('gridcell', { name }).first().click();
  await userEvent.keyboard(key);
}

function openLongPipeline() {
  return showDeal(dealView({ status_id: 'stat_6' }, { pipelines: [longPipeline(25)] }));
}

function ignore(): void {}

const conflict = sampleOperation(
  {},
  { value: 2_000_000 },
  {
    ...{ state: 'conflict', changedBy: 'Sam Lee', changedAt: '2026-11-24T10:00:00Z' },
    conflicts: [
      { field: 'value', base: 1_250_000, mine: 2_000_000, theirs: 1_800_000 },
      { field: 'custom.cf_step', base: null, mine: 'Call Ana about the offer', theirs: 'Send offer' },
    ],
  },
);

/** The most common states of the UI, for tests of general rules. */
export const mainStates: State[] = [
  {
    name: 'a deal while it is opened',
    open: async () => {
      const background = backgroundOf({});
      background.answer('editor.open', () => new Promise(() => {}));
      void showEditor(background).editor.open();
      await seen('Opening deal…');
    },
  },
  {
    name: 'a page while it is searched closer',
    open: async () => {
      const background = backgroundOf({});
      background.answer('editor.open', () => new Promise(() => {}));
      const { editor } = showEditor(background);
      void editor.open();
      const [request] = background.asked('editor.open');
      editor.hear({ opening: request?.id ?? '', waitsFor: 'page' });
      await seen('Searching the whole page…');
    },
  },
  { name: 'no key yet', open: () => openEditor({ isConnected: false }) },
  { name: 'a page without a deal', open: () => openEditor({}) },
  {
    name: 'a page with several ids',
    open: () =>
      openEditor({
        references: [1, 2, 3].map((number) => ({
          kind: 'opportunity',
          id: idOf('oppo', number),
          foundIn: 'text',
        })),
      }),
  },
  { name: 'a list of deals', open: () => openEditor({ references: [lead] }, deals(12)) },
  { name: 'a lead without deals', open: () => openEditor({ references: [lead] }) },
  {
    name: 'search results',
    open: async () => {
      const { editor } = await openEditor({}, deals(3));
      await editor.search.find('Marlow');
    },
  },
  {
    name: 'a deal that could not be opened',
    open: async () => {
      const background = backgroundOf({});
      background.answer('editor.open', () => failure({ kind: 'offline' }));
      await showEditor(background).editor.open();
    },
  },
  {
    name: 'a deal, and an unreadable change',
    open: async () => {
      const background = backgroundOf({ references: [lead] }, deals(1));
      const edits = [{ id: crypto.randomUUID(), leadName: 'Halden Foods' }];
      background.answer('damage.read', () => success({ edits, hasChanges: true, lost: ['local:pins'] }));
      await showEditor(background).editor.open();
      await seen(/Halden Foods/);
    },
  },
  { name: 'a deal', open: () => showDeal() },
  { name: 'a won deal', open: () => showDeal(dealView({ status_id: 'stat_won', confidence: 100 })) },
  { name: 'a lost deal', open: () => showDeal(dealView({ status_id: 'stat_lost', confidence: 0 })) },
  {
    name: 'a deal without values',
    open: () =>
      showDeal(
        dealView({ value: null, confidence: null, date_won: null }, { opportunity: { leadName: '' } }),
      ),
  },
  ...fieldStates,
  {
    name: 'the statuses of another pipeline',
    open: async () => {
      const renewals: Pipeline = {
        ...{ id: 'pipe_renewals', name: 'Renewals' },
        statuses: [{ id: 'stat_quote', label: 'Quote out', type: 'active' }],
      };
      await showDeal(dealView({}, { pipelines: [salesPipeline, renewals] }));
      await page.getByRole('combobox', { name: 'Pipeline' }).selectOptions('Renewals');
      await seen('Quote out');
    },
  },
  { name: 'a status of 25', open: () => openLongPipeline() },
  {
    name: 'a status of 25, unfolded',
    open: async () => {
      await openLongPipeline();
      await expect.poll(() => document.querySelector('.unfolding')).not.toBeNull();
      await userEvent.keyboard('{ArrowDown}');
      await expect.poll(() => document.querySelector('.stages:popover-open')).not.toBeNull();
    },
  },
  {
    name: 'choices in the draft',
    open: async () => {
      await showDeal(dealView({}, { preferences: { ...defaultPreferences, asksBeforeSaving: true } }));
      await page.getByRole('radio', { name: 'Proposal sent' }).click();
      await page.getByRole('radio', { name: '90%' }).click();
      await seen('2 changes: Status, Confidence');
    },
  },
  {
    name: 'a restored draft',
    open: () => {
      const entries = { value: '20k', 'custom.cf_step': 'Call' };
      const draft = {
        opportunityId: '',
        organizationId: '',
        leadName: '',
        base: {},
        entries,
        unsent: {},
        savedAt: 0,
      };
      return showDeal(dealView({}, { draft }));
    },
  },
  { name: 'a damaged draft', open: () => showDeal(dealView({}, { isDraftDamaged: true })) },
  {
    name: 'a running save',
    open: async () => {
      const { background } = await showDeal();
      background.hold('deal.save');
      await page.getByRole('radio', { name: 'Proposal sent' }).click();
      await seen('Saving…');
    },
  },
  { name: 'a saved change', open: () => save().then(() => seen(/^Demo done → /)) },
  {
    name: 'nothing to save',
    open: () => save({ state: 'unchanged', opportunity: dealView().opportunity }),
  },
  {
    name: 'a waiting save',
    open: () => save({ state: 'waiting', problem: { kind: 'rate-limited' }, until: Date.now() + 60_000 }),
  },
  {
    name: 'a refused save',
    open: () =>
      save({
        state: 'refused',
        problem: { kind: 'invalid', detail: 'No.', fieldErrors: { status_id: 'No.' } },
      }),
  },
  { name: 'the dialog for winning a deal', open: () => save(undefined, 'Won') },
  { name: 'the dialog for losing a deal', open: () => save(undefined, 'Lost') },
  {
    name: 'the dialog for winning a deal, with a reason',
    open: async () => {
      const why = customField({
        id: 'cf_why',
        name: 'Win reason',
        type: 'choices',
        choices: ['Price', 'Fit'],
      });
      const stages = { stat_won: { asks: ['custom.cf_why'], hint: 'Sales management reads these.' } };
      await showDeal(dealView({}, { customFields: [why], preferences: { ...defaultPreferences, stages } }));
      await page.getByRole('radio', { name: 'Won' }).click();
      await expect.element(page.getByRole('dialog').getByLabelText('Win reason')).toBeVisible();
    },
  },
  {
    name: 'the dialog of a stage that asks, with an empty required field',
    open: async () => {
      const stages = {
        stat_proposal: {
          requires: ['custom.cf_step'],
          asks: ['value'],
          confidence: 60,
          hint: 'Send it first.',
        },
      };
      await showDeal(dealView({}, { preferences: { ...defaultPreferences, stages } }));
      await page.getByRole('radio', { name: 'Proposal sent' }).click();
      await page.getByRole('button', { name: 'Move to Proposal sent' }).click();
      await expect.element(page.getByRole('dialog').getByLabelText('Next step')).toBeInvalid();
    },
  },
  {
    name: "Close's advice on a stalled deal",
    open: async () => {
      const reason =
        'A proposal was mailed last week, and the customer has asked about the terms of the contract.';
      const suggestion = { action: 'change_status', target: 'stat_proposal', reason };
      await showDeal(dealView({}, { advice: { suggestion, isStalled: true } }));
      await expect.element(page.getByRole('button', { name: 'Apply' })).toBeVisible();
    },
  },
  { name: 'a conflict', open: () => showDeal(dealView({}, { pending: conflict })) },
  {
    name: 'a deal with quick actions',
    open: async () => {
      await showDeal(dealView({ date_won: null }, { quickActions: [warmer, later] }));
      await page.getByRole('button', { name: 'Next month' }).click();
    },
  },
  {
    name: 'locked keys',
    open: async () => {
      const background = backgroundOf({ references: [lead] });
      background.answer('lead.open', () => failure({ kind: 'locked' }));
      await showEditor(background).editor.open();
      await seen('Locked');
    },
  },
  { name: 'bulk edit', open: openTable },
  { name: 'my open deals', open: openMyDeals },
  { name: 'a cell being typed into', open: () => openCellOf('50%', '{Enter}') },
  { name: 'a cell being chosen in', open: () => openCellOf('Demo done', '{Enter}') },
  ...lineStates,
  ...optionsStates,
];
