import { signal } from '@preact/signals';
import { expect } from 'vitest';
import { page } from 'vitest/browser';
import { ConnectForm, type Connecting } from '../../components/ConnectForm.tsx';
import { DiagnosticsSection } from '../../components/DiagnosticsSection.tsx';
import { type Removal, RemovalSection } from '../../components/RemovalSection.tsx';
import { SitesSection } from '../../components/SitesSection.tsx';
import type { EditorOpening, SaveAnswer } from '../../lib/messaging/contract.ts';
import type { Opportunity } from '../../lib/opportunity/opportunity.ts';
import { failure, success } from '../../lib/result.ts';
import { sampleOperation } from '../unit/samples.ts';
import { connection, customField, dealView } from './deal-samples.ts';
import { backgroundOf, deals, idOf, lead } from './editor-samples.ts';
import { show, showAllFields, showDeal, showEditor } from './show.tsx';

type State = { name: string; open(): Promise<unknown> };

const seen = (text: string | RegExp) => expect.element(page.getByText(text).first()).toBeVisible();

async function openEditor(opening: Partial<EditorOpening>, opportunities: Opportunity[] = []) {
  const shown = showEditor(backgroundOf(opening, opportunities));
  await shown.editor.open();
  return shown;
}

async function save(answer?: SaveAnswer, label = 'Proposal sent') {
  const { background } = await showDeal();
  if (answer) background.answerSaves(answer);
  await page.getByRole('radio', { name: label }).click();
}

async function openForm(connecting: Connecting) {
  show(
    <ConnectForm connecting={signal(connecting)} keysAddress="#" onConnect={ignore} onDisconnect={ignore} />,
    'options',
  );
}

function ignore(): void {}

const everyType = [
  customField(),
  customField({ id: 'cf_area', name: 'Background', type: 'textarea' }),
  customField({ id: 'cf_seats', name: 'Seats', type: 'number' }),
  customField({ id: 'cf_date', name: 'Kick-off', type: 'date' }),
  customField({ id: 'cf_time', name: 'Meeting', type: 'datetime' }),
  customField({ id: 'cf_source', name: 'Source', type: 'choices', choices: ['Web', 'Fair'] }),
  customField({
    id: 'cf_tags',
    name: 'Products',
    type: 'choices',
    choices: ['Arms', 'Belts'],
    isMultiple: true,
  }),
  customField({ id: 'cf_locked', name: 'Legal review', editableWithRoles: ['role_admin'] }),
  customField({ id: 'cf_user', name: 'Engineers', type: 'user', isMultiple: true }),
  customField({ id: 'cf_long', name: 'The reason why they left us for another supplier last year' }),
];
const everyValue = {
  'custom.cf_step': 'Send offer',
  'custom.cf_source': 'Fax',
  'custom.cf_tags': ['Arms', 'A product with quite a long name of its own'],
  'custom.cf_user': ['user_ana', 'user_sam'],
  'custom.cf_long': 'Marlow'.repeat(20),
  note: 'Met at the fair',
};

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

const withoutConnection = { state: 'disconnected', sentence: '', tone: 'status' } as const;

/** What people see most, for rules that hold everywhere. */
export const mainStates: State[] = [
  {
    name: 'a deal that is being opened',
    open: async () => {
      const background = backgroundOf({});
      background.answer('editor.open', () => new Promise(() => {}));
      void showEditor(background).editor.open();
      await seen('Opening the deal…');
    },
  },
  { name: 'no key yet', open: () => openEditor({ connection: null }) },
  { name: 'a page without a deal', open: () => openEditor({}) },
  {
    name: 'a page with several ids',
    open: () =>
      openEditor({
        references: [1, 2, 3].map((place) => ({
          kind: 'opportunity',
          id: idOf('oppo', place),
          foundIn: 'text',
        })),
      }),
  },
  { name: 'a list of deals', open: () => openEditor({ references: [lead] }, deals(12)) },
  { name: 'a lead without deals', open: () => openEditor({ references: [lead] }) },
  {
    name: 'deals that were found',
    open: async () => {
      const { editor } = await openEditor({}, deals(3));
      await editor.find('Marlow');
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
    name: 'a deal, and an edit that cannot be read back',
    open: async () => {
      const background = backgroundOf({ references: [lead] }, deals(1));
      const edits = [{ id: crypto.randomUUID(), leadName: 'Halden Foods' }];
      background.answer('damage.read', () => success({ edits, hasChanges: true }));
      await showEditor(background).editor.open();
      await seen(/Halden Foods/);
    },
  },
  { name: 'a deal', open: () => showDeal() },
  { name: 'a deal that is won', open: () => showDeal(dealView({ status_id: 'stat_won', confidence: 100 })) },
  { name: 'a deal that is lost', open: () => showDeal(dealView({ status_id: 'stat_lost', confidence: 0 })) },
  {
    name: 'a deal with nothing set',
    open: () =>
      showDeal(
        dealView({ value: null, confidence: null, date_won: null }, { opportunity: { leadName: '' } }),
      ),
  },
  {
    name: 'every kind of field',
    open: async () => {
      await showDeal(dealView(everyValue, { customFields: everyType }));
      await showAllFields();
    },
  },
  {
    name: 'entries that cannot be sent',
    open: async () => {
      await showDeal(dealView({}, { customFields: everyType }));
      await page.getByRole('textbox', { name: 'Value' }).fill('a lot');
      await page.getByRole('spinbutton').fill('120');
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
    name: 'a save under way',
    open: async () => {
      const { background } = await showDeal();
      background.hold('deal.save');
      await page.getByRole('radio', { name: 'Proposal sent' }).click();
      await seen('Saving…');
    },
  },
  { name: 'a change that was saved', open: () => save().then(() => seen(/^Demo done → /)) },
  {
    name: 'nothing to save',
    open: () => save({ state: 'unchanged', opportunity: dealView().opportunity }),
  },
  {
    name: 'a save that waits',
    open: () => save({ state: 'waiting', problem: { kind: 'rate-limited' }, until: Date.now() + 60_000 }),
  },
  {
    name: 'a save that failed',
    open: () =>
      save({
        state: 'refused',
        problem: { kind: 'invalid', detail: 'No.', fieldErrors: { status_id: 'No.' } },
      }),
  },
  { name: 'the question before a deal is won', open: () => save(undefined, 'Won') },
  { name: 'the question before a deal is lost', open: () => save(undefined, 'Lost') },
  { name: 'a change of somebody else', open: () => showDeal(dealView({}, { pending: conflict })) },
  { name: 'the form for a key', open: () => openForm(withoutConnection) },
  {
    name: 'a key that was refused',
    open: () =>
      openForm({ ...withoutConnection, sentence: 'Close does not accept this key.', tone: 'alert' }),
  },
  { name: 'a key that is being checked', open: () => openForm({ state: 'checking' }) },
  { name: 'a key that is connected', open: () => openForm({ state: 'connected', connection }) },
  {
    name: 'the sites',
    open: async () => {
      const sites = signal({
        ...{ added: ['https://crm.example.com/*', 'http://intranet/*'], showsChip: true },
        withoutChip: ['https://crm.example.com'],
      });
      const rest = { onAdd: ignore, onRemove: ignore, onShowChip: ignore, onChipEverywhere: ignore };
      show(<SitesSection sites={sites} told={signal('Told.')} {...rest} />, 'options');
      await seen('http://intranet');
    },
  },
  {
    name: 'the diagnostics',
    open: async () => {
      const lines = signal([{ name: 'Version', value: '0.1.0' }]);
      const rest = { lines, told: signal(''), onOpen: ignore, onCopy: ignore };
      show(<DiagnosticsSection {...rest} />, 'options');
      await page.getByText('Diagnostics', { exact: true }).click();
      await seen('0.1.0');
    },
  },
  {
    name: 'the question before everything is removed',
    open: async () => {
      const removal = signal<Removal>({ state: 'asked', waiting: 2 });
      const rest = { onAsk: ignore, onCancel: ignore, onRemove: ignore };
      show(<RemovalSection removal={removal} {...rest} />, 'options');
    },
  },
];
