import { computed, signal } from '@preact/signals';
import type { ListedAction } from '../../components/quick-actions/ActionSummary.tsx';
import { ImportActions } from '../../components/quick-actions/ImportActions.tsx';
import { QuickActionForm } from '../../components/quick-actions/QuickActionForm.tsx';
import { QuickActionsSection } from '../../components/quick-actions/QuickActionsSection.tsx';
import type { OptionSource } from '../../components/ui/combobox/option-source.ts';
import { downloadFile } from '../../lib/base/download-file.ts';
import { whenAllowed } from '../../lib/editor/when-allowed.ts';
import { ask } from '../../lib/messaging/ask.ts';
import type { Catalog } from '../../lib/model/catalog.ts';
import type { Connection } from '../../lib/model/connection.ts';
import type { Person } from '../../lib/model/person.ts';
import { maxQuickActions, type QuickAction, type QuickActions } from '../../lib/model/quick-action.ts';
import { type FileProblem, readActionFile, writeActionFile } from '../../lib/quick-actions/action-file.ts';
import { type ActionForm, emptyForm, toForm } from '../../lib/quick-actions/action-form.ts';
import { actionFields, checkAction } from '../../lib/quick-actions/check-action.ts';
import { ownActionId } from '../../lib/quick-actions/own-action.ts';
import { readPresetActions } from '../../lib/settings/presets.ts';
import { describeAction } from '../../lib/wording/describe-action.ts';
import { mismatchText } from '../../lib/wording/mismatch-text.ts';
import { sentenceOf } from '../../lib/wording/problem-text.ts';
import { type MessageName, text } from '../../lib/wording/text.ts';
import { KeysPart } from './command-keys.tsx';

type Organization = { connection: Connection; catalog: Catalog };
type Import = Extract<ReturnType<typeof readActionFile>, { candidates: unknown }>;

const maxFileBytes = 1_000_000;

const kept = signal<QuickActions | null>(null);
/** Holds the administrator's quick actions, which run like the user's own but are never stored among them. */
const preset = signal<Awaited<ReturnType<typeof readPresetActions>>>({ actions: [], isDamaged: false });
const organization = signal<Organization | null>(null);
const message = signal('');
/** Holds the quick actions from before a deletion, to undo it. */
const former = signal<QuickActions | null>(null);
const edited = signal<ActionForm | null>(null);
const imported = signal<Import | null>(null);
const users = signal<readonly Person[] | null>(null);
const usersProblem = signal('');

const words = computed(() => ({
  ...(organization.value?.catalog ?? { pipelines: [], customFields: [] }),
  names: new Map(users.value?.map(({ id, name }) => [id, name])),
}));
const currency = computed(() => organization.value?.connection.currency ?? 'USD');

/** Reads the quick actions and the catalog that names their fields. */
export async function readQuickActions(): Promise<void> {
  const [read, connected, presets] = await Promise.all([
    ask('quick-actions.read', {}),
    ask('connection.list', {}),
    readPresetActions(),
  ]);
  preset.value = presets;
  if (read.ok) kept.value = read.value;
  else message.value = sentenceOf(read.problem);
  const connection = connected.ok ? connected.value.connections[0] : undefined;
  if (!connection) return;
  const catalog = await ask('catalog.read', { organizationId: connection.organizationId });
  if (catalog.ok) organization.value = { connection, catalog: catalog.value };
  else message.value = sentenceOf(catalog.problem);
  const namesPeople = [...preset.value.actions, ...(kept.value?.own ?? [])].some(({ changes }) =>
    Object.values(changes).some((change) => JSON.stringify(change).includes('"user_')),
  );
  if (namesPeople) await readUsers();
}

/** Reads the quick actions again after a change elsewhere. */
export async function rereadQuickActions(): Promise<void> {
  const read = await ask('quick-actions.read', {});
  if (read.ok) kept.value = read.value;
  preset.value = await readPresetActions();
}

async function readUsers(): Promise<void> {
  const organizationId = organization.value?.connection.organizationId;
  if (users.value || !organizationId) return;
  const result = await ask('users.list', { organizationId });
  if (result.ok) users.value = result.value;
  else whenAllowed(result.problem, () => void readUsers());
  usersProblem.value = result.ok ? '' : sentenceOf(result.problem);
}

async function keep(next: QuickActions, sentence = ''): Promise<void> {
  const result = await ask('quick-actions.write', next);
  if (result.ok) kept.value = next;
  former.value = null;
  message.value = result.ok ? sentence : sentenceOf(result.problem);
}

function change(edit: (own: readonly QuickAction[]) => QuickAction[], sentence = ''): Promise<void> {
  const current = kept.value;
  return current ? keep({ ...current, own: edit(current.own) }, sentence) : Promise.resolve();
}

async function save(action: QuickAction): Promise<void> {
  edited.value = null;
  await change((own) =>
    own.some(({ id }) => id === action.id)
      ? own.map((each) => (each.id === action.id ? action : each))
      : [...own, action],
  );
}

async function duplicate(action: QuickAction): Promise<void> {
  const copy = { ...action, id: crypto.randomUUID(), name: text('copyOf', action.name).slice(0, 100) };
  // A copy of a preset action goes to the end, because the preset one has no position in the user's list.
  await change((own) => {
    const place = own.indexOf(action);
    return own.toSpliced(place < 0 ? own.length : place + 1, 0, copy);
  });
}

async function remove(action: QuickAction): Promise<void> {
  const before = kept.value;
  await change((own) => own.filter((each) => each !== action), text('actionDeleted', action.name));
  if (kept.value !== before) former.value = before;
}

async function move(actionId: string, to: number): Promise<void> {
  await change((own) => {
    const moved = own.find(({ id }) => id === actionId);
    if (!moved) return [...own];
    return own.filter((each) => each !== moved).toSpliced(to, 0, moved);
  });
}

const fileSentences: Record<FileProblem, MessageName> = {
  'not-ours': 'importNotOurs',
  'too-new': 'importTooNew',
  'nothing-in-it': 'importNothing',
};

async function readFile(file: File): Promise<void> {
  const current = organization.value;
  if (!current || !kept.value) return;
  const content = file.size > maxFileBytes ? '' : await file.text();
  const read = readActionFile(content, kept.value.own, current.catalog, current.connection);
  message.value = 'problem' in read ? text(fileSentences[read.problem]) : '';
  imported.value = 'problem' in read ? null : read;
}

async function add(actions: QuickAction[]): Promise<void> {
  imported.value = null;
  await change((own) => [...own, ...actions], text('importDone', actions.length));
}

const people = computed<OptionSource>(() => ({
  options: users.value?.map(({ id, name }) => ({ value: id, name })) ?? [],
  emptyHint: usersProblem.value || text(users.value ? 'noChoices' : 'readingChoices'),
  nameOf: (id) => words.value.names.get(id) ?? id,
  onOpen: () => void readUsers(),
}));

function Dialogs({ connection, catalog }: Organization) {
  const fields = actionFields(catalog, connection);
  const own = kept.value?.own ?? [];
  if (edited.value) {
    const isNew = !own.some(({ id }) => id === edited.value?.id);
    return (
      <QuickActionForm
        {...{ fields, catalog, connection, people: people.value, form: edited.value }}
        title={text(isNew ? 'addAction' : 'editAction')}
        onSave={(action) => void save(action)}
        onCancel={() => {
          edited.value = null;
        }}
      />
    );
  }
  if (!imported.value) return null;
  return (
    <ImportActions
      unreadable={imported.value.unreadable}
      room={maxQuickActions - own.length}
      actions={imported.value.candidates.map(({ action, mismatch, isKnown }) => ({
        ...{ action, isKnown, lines: describeAction(action, words.value, connection.currency) },
        reason: mismatch ? mismatchText(mismatch, catalog) : '',
      }))}
      onAdd={(actions) => void add(actions)}
      onCancel={() => {
        imported.value = null;
      }}
    />
  );
}

function toListed(action: QuickAction): ListedAction {
  const current = organization.value;
  const mismatch = current ? checkAction(action, current.catalog, current.connection) : undefined;
  const lines = describeAction(action, words.value, currency.value);
  return { action, lines, mismatch: mismatch ? mismatchText(mismatch, words.value) : '' };
}

/** Connects the section of quick actions to the stored ones. */
export function QuickActionsPart() {
  const own = kept.value?.own ?? [];
  const current = organization.value;
  const before = former.value;
  return (
    <QuickActionsSection
      listed={own.map(toListed)}
      preset={preset.value.actions.map(toListed)}
      isPresetDamaged={preset.value.isDamaged}
      message={message.value}
      isFull={own.length >= maxQuickActions}
      onUndoDelete={before ? () => void keep(before) : undefined}
      onAdd={
        current
          ? () => {
              edited.value = emptyForm(crypto.randomUUID());
            }
          : undefined
      }
      onMove={(id, to) => void move(id, to)}
      onEdit={(action) => {
        if (!current) return;
        edited.value = toForm(action, actionFields(current.catalog, current.connection), currency.value);
      }}
      onDuplicate={(action) => void duplicate(action)}
      onDelete={(action) => void remove(action)}
      onExport={() => downloadFile('quick-actions.json', 'application/json', writeActionFile(own))}
      onImport={(file) => void readFile(file)}
    >
      <KeysPart
        own={[...preset.value.actions, ...own.map((action) => ({ ...action, id: ownActionId(action) }))]}
        slots={kept.value?.slots ?? []}
        pipelines={current?.catalog.pipelines ?? []}
        onBind={(slot, actionId) => {
          const current = kept.value;
          if (!current) return;
          const slots = [0, 1, 2, 3].map((each) =>
            each === slot ? actionId : (current.slots[each] ?? null),
          );
          void keep({ ...current, slots });
        }}
      />
      {current && <Dialogs {...current} />}
    </QuickActionsSection>
  );
}
