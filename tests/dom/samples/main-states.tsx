import { signal } from '@preact/signals';
import { expect } from 'vitest';
import { page } from 'vitest/browser';
import { BulkEdit } from '../../../components/bulk/BulkEdit.tsx';
import { ClosingReasonsSection } from '../../../components/options/ClosingReasonsSection.tsx';
import { ConnectionsSection } from '../../../components/options/ConnectionsSection.tsx';
import { DiagnosticsSection } from '../../../components/options/DiagnosticsSection.tsx';
import { type KeyStorageProps, KeyStorageSection } from '../../../components/options/KeyStorageSection.tsx';
import { RemovalSection } from '../../../components/options/RemovalSection.tsx';
import { SectionLinks } from '../../../components/options/SectionLinks.tsx';
import { SettingsSection } from '../../../components/options/SettingsSection.tsx';
import { SitesSection } from '../../../components/options/SitesSection.tsx';
import { createBulkEdit } from '../../../lib/bulk-edit/bulk-edit.ts';
import { createKnownLookup } from '../../../lib/find/known-lookup.ts';
import type { SaveAnswer } from '../../../lib/messaging/contract.ts';
import type { Opportunity } from '../../../lib/model/opportunity.ts';
import type { Pipeline } from '../../../lib/model/pipeline.ts';
import { defaultPreferences } from '../../../lib/model/preferences.ts';
import { failure, success } from '../../../lib/model/result.ts';
import type { Connecting } from '../../../lib/options/connections.ts';
import type { Removal } from '../../../lib/options/removal.ts';
import { findAction } from '../../../lib/quick-actions/built-in.ts';
import { backgroundOf as manyBackground, references } from '../../unit/bulk-edit/bulk-background.ts';
import { sampleOperation } from '../../unit/samples/deal.ts';
import { show, showDeal, showEditor } from '../harness/show.tsx';
import { connecting, otherConnection, ownConnection, vault } from './connections.ts';
import { customField, dealView, salesPipeline } from './deals.ts';
import { backgroundOf, deals, idOf, lead, type Tab } from './editors.ts';
import { fieldStates, type State, seen } from './field-states.tsx';
import { later, showForm, showImport, showSection, warmer } from './quick-actions.tsx';

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

async function openForm(more: Partial<Connecting> = {}) {
  const handlers = { onConnect: ignore, onAuthorize: ignore, onMakeDefault: ignore, onDisconnect: ignore };
  show(
    <ConnectionsSection
      connecting={signal(connecting(more))}
      keysAddress="#"
      redirectAddress="https://sample.chromiumapp.org/"
      {...handlers}
    />,
    'options',
  );
}

async function openTable() {
  const { ask } = manyBackground(3);
  const table = createBulkEdit(ask);
  show(
    <BulkEdit
      deals={table}
      lookup={createKnownLookup(ask)}
      message={signal('')}
      onAdd={ignore}
      onExport={ignore}
      onOptions={ignore}
    />,
    'deals',
  );
  await table.add(references(4));
  table.action.value = findAction('confidence:75', []) ?? null;
  await expect.element(page.getByRole('row').nth(1)).toMatchTextContent(/75 %/);
}

async function openKeyStorage(state: KeyStorageProps['keyStorageState']['value']) {
  const handlers = { onMove: ignore, onSetPassphrase: ignore, onLock: ignore, onForget: ignore };
  const unlock = async () => '';
  show(
    <KeyStorageSection keyStorageState={signal(state)} message={signal('')} {...{ unlock, ...handlers }} />,
    'options',
  );
}

function openSettings(message: string, canUndo = false): void {
  show(
    <SettingsSection
      message={signal(message)}
      canUndo={signal(canUndo)}
      onExport={ignore}
      onImport={ignore}
      onUndo={ignore}
    />,
    'options',
  );
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
      await seen('Opening the deal…');
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
      await seen('Nothing found yet, looking closer…');
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
      const closingReasons = { orga_a: { won: 'cf_why', lost: '' } };
      await showDeal(
        dealView({}, { customFields: [why], preferences: { ...defaultPreferences, closingReasons } }),
      );
      await page.getByRole('radio', { name: 'Won' }).click();
      await expect.element(page.getByRole('dialog').getByLabelText('Win reason')).toBeVisible();
    },
  },
  { name: 'a conflict', open: () => showDeal(dealView({}, { pending: conflict })) },
  {
    name: 'the reasons for closing in the options',
    open: async () => {
      const chosen = { won: 'cf_why', lost: '' };
      const customFields = [customField({ id: 'cf_why', name: 'Win reason' })];
      const organizations = signal([
        { organizationId: 'orga_a', organizationName: 'Northwind Trading', customFields, chosen },
      ]);
      show(
        <ClosingReasonsSection
          organizations={organizations}
          locked={signal([])}
          message={signal('')}
          onOpen={ignore}
          onChoose={ignore}
        />,
        'options',
      );
      await page.getByText('Reason when a deal is won or lost').click();
    },
  },
  {
    name: 'a deal with quick actions',
    open: async () => {
      await showDeal(dealView({ date_won: null }, { quickActions: [warmer, later] }));
      await page.getByRole('button', { name: 'Next month' }).click();
    },
  },
  { name: 'the list of quick actions', open: async () => showSection() },
  {
    name: 'the form of a quick action',
    open: async () => {
      const change = { how: 'set' as const, entry: '', by: '', unit: 'week' as const };
      const moved = { ...change, how: 'move' as const };
      showForm({
        changes: {
          confidence: change,
          date_won: moved,
          user_id: change,
          'custom.cf_tags': { ...change, entry: [] },
        },
      });
      await page.getByRole('button', { name: 'Save' }).click();
    },
  },
  { name: 'the import of quick actions', open: async () => showImport(0) },
  { name: 'the settings file section', open: async () => openSettings('') },
  {
    name: 'imported settings',
    open: async () => openSettings('The settings were imported.', true),
  },
  {
    name: 'a settings file of a newer version',
    open: async () => openSettings('This file was made by a newer version.'),
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
  { name: 'the key storage', open: () => openKeyStorage({ keyStorage: 'device', isLocked: false }) },
  {
    name: 'the form for a passphrase',
    open: async () => {
      await openKeyStorage({ keyStorage: 'device', isLocked: false });
      await page.getByRole('radio', { name: 'On this device, under a passphrase' }).click();
      await page.getByLabelText('New passphrase').fill('orchard lantern saddle');
    },
  },
  {
    name: 'the locked key storage',
    open: () => openKeyStorage({ keyStorage: vault, isLocked: true }),
  },
  { name: 'the form for a key', open: () => openForm() },
  {
    name: 'a refused key',
    open: () => openForm({ message: { sentence: 'Close does not accept this key.', tone: 'alert' } }),
  },
  { name: 'a key while it is checked', open: () => openForm({ isChecking: 'key' }) },
  {
    name: 'the form for an OAuth app',
    open: async () => {
      await openForm();
      await page.getByText("Connect with your organization's own OAuth app").click();
    },
  },
  { name: 'a connected key', open: () => openForm({ connections: [ownConnection] }) },
  {
    name: 'several connected organizations',
    open: () => openForm({ connections: [{ ...ownConnection, editsOthers: false }, otherConnection] }),
  },
  {
    name: 'the section links',
    open: async () => {
      const sections = [{ id: 'sites', name: 'sites' } as const, { id: 'keys', name: 'keys' } as const];
      show(<SectionLinks sections={sections} />, 'options');
    },
  },
  { name: 'bulk edit', open: openTable },
  {
    name: 'the sites',
    open: async () => {
      const sites = signal({
        ...{ added: ['https://crm.example.com/*', 'http://intranet/*'], showsChip: true },
        withoutChip: ['https://crm.example.com'],
      });
      const rest = { onAdd: ignore, onRemove: ignore, onShowChip: ignore, onChipEverywhere: ignore };
      show(<SitesSection sites={sites} message={signal('Saved.')} {...rest} />, 'options');
      await seen('http://intranet');
    },
  },
  {
    name: 'the diagnostics',
    open: async () => {
      const lines = signal([{ name: 'Version', value: '0.1.0' }]);
      const rest = { lines, message: signal(''), onOpen: ignore, onCopy: ignore };
      show(<DiagnosticsSection {...rest} />, 'options');
      await page.getByText('Diagnostics', { exact: true }).click();
      await seen('0.1.0');
    },
  },
  {
    name: 'the dialog for removing everything',
    open: async () => {
      const removal = signal<Removal>({ state: 'asked', waiting: 2 });
      const rest = { onAsk: ignore, onCancel: ignore, onRemove: ignore };
      show(<RemovalSection removal={removal} {...rest} />, 'options');
    },
  },
];
