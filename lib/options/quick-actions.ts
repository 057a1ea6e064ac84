import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { cutText } from '../base/cut-text.ts';
import { moveItem } from '../base/move-item.ts';
import { withLock } from '../base/with-lock.ts';
import { retryAfterRateLimit } from '../editor/retry-after-rate-limit.ts';
import type { ask as askBackground } from '../messaging/ask.ts';
import type { Catalog } from '../model/catalog.ts';
import type { Connection } from '../model/connection.ts';
import type { Person } from '../model/person.ts';
import type { Problem } from '../model/problem.ts';
import { maxQuickActions, type QuickAction, type QuickActions } from '../model/quick-action.ts';
import type { Field } from '../opportunity/fields.ts';
import { actionFields } from '../quick-actions/action-fields.ts';
import { type FileProblem, readActionFile, writeActionFile } from '../quick-actions/action-file.ts';
import { type ActionForm, emptyForm, toForm } from '../quick-actions/action-form.ts';
import { ownActionId } from '../quick-actions/action-ids.ts';
import { checkAction } from '../quick-actions/check-action.ts';
import { readPresetActions } from '../settings/presets.ts';
import { countText } from '../wording/count-text.ts';
import { describeAction } from '../wording/describe-action.ts';
import type { Words } from '../wording/describe-change.ts';
import { mismatchText } from '../wording/mismatch-text.ts';
import { sentenceOf } from '../wording/problem-text.ts';
import { type MessageName, text } from '../wording/text.ts';
import { type SlotChoices, slotChoices } from './command-keys.ts';

/** A quick action with its description and with why it no longer applies, "" if it applies. */
export type ListedAction = { action: QuickAction; lines: string[]; mismatch: string };

/** A quick action of a file: `reason` says why it cannot be added, `isKnown` that it exists already. */
export type OfferedAction = { action: QuickAction; lines: string[]; reason: string; isKnown: boolean };

/** The default organization, whose fields and statuses the quick actions are made of. */
export type ActionOrganization = { connection: Connection; catalog: Catalog; fields: Field[] };

/** The open dialog. */
export type ActionDialog =
  | { kind: 'form'; form: ActionForm; isNew: boolean }
  | { kind: 'import'; actions: OfferedAction[]; unreadable: number; room: number };

/** The user's quick actions, and those that an administrator has preset. */
export type QuickActionsModel = {
  listed: ReadonlySignal<ListedAction[]>;
  preset: ReadonlySignal<ListedAction[]>;
  isPresetDamaged: ReadonlySignal<boolean>;
  /** The result of the last action. */
  message: ReadonlySignal<string>;
  /** Whether the last deletion can be undone. */
  canUndo: ReadonlySignal<boolean>;
  isFull: ReadonlySignal<boolean>;
  /** Null until its fields are loaded. */
  organization: ReadonlySignal<ActionOrganization | null>;
  /** The users of the organization; null until loaded. */
  users: ReadonlySignal<readonly Person[] | null>;
  /** Why the users could not be loaded, "" without an error. */
  usersMessage: ReadonlySignal<string>;
  dialog: ReadonlySignal<ActionDialog | null>;
  slots: ReadonlySignal<readonly (string | null)[]>;
  choices: ReadonlySignal<SlotChoices>;
  /** The names of the default organization's statuses, fields and users, as far as they are loaded. */
  words: ReadonlySignal<Words>;
  /** Describes a quick action with a line for each field. */
  describe(action: QuickAction): string[];
  /** Reads the quick actions, and the catalog and users that name their fields. */
  read(): Promise<void>;
  /** Reads the quick actions after a change elsewhere. */
  reread(): Promise<void>;
  readUsers(): Promise<void>;
  /** Opens the form for a new action. */
  add(): void;
  edit(action: QuickAction): void;
  save(action: QuickAction): Promise<void>;
  duplicate(action: QuickAction): Promise<void>;
  remove(action: QuickAction): Promise<void>;
  undoRemove(): Promise<void>;
  move(actionId: string, to: number): Promise<void>;
  exportFile(): void;
  /** Opens the dialog that offers the actions of a file. */
  openFile(file: Pick<Blob, 'size' | 'text'>): Promise<void>;
  addAll(actions: readonly QuickAction[]): Promise<void>;
  closeDialog(): void;
  bind(slot: number, actionId: string | null): Promise<void>;
};

type Dependencies = {
  ask: typeof askBackground;
  /** The confidences that are offered as quick actions. */
  confidences: ReadonlySignal<readonly number[]>;
  download(name: string, type: string, content: string): void;
};

const maxFileBytes = 1_000_000;

const fileSentences: Record<FileProblem, MessageName> = {
  'not-ours': 'importNotOurs',
  'too-new': 'importTooNew',
  'nothing-in-it': 'importNothing',
};

const none: QuickActions = { own: [], slots: [] };

/** Creates the model of the quick actions; nothing is loaded before `read`. */
export function createQuickActions({ ask, confidences, download }: Dependencies): QuickActionsModel {
  const stored = signal(none);
  const presets = signal<Awaited<ReturnType<typeof readPresetActions>>>({ actions: [], isDamaged: false });
  const organization = signal<ActionOrganization | null>(null);
  const users = signal<readonly Person[] | null>(null);
  const usersMessage = signal('');
  const message = signal('');
  /** The last deleted action and its place in the list. */
  const removed = signal<{ action: QuickAction; place: number } | null>(null);
  const dialog = signal<ActionDialog | null>(null);

  const words = computed(() => ({
    pipelines: organization.value?.catalog.pipelines ?? [],
    customFields: organization.value?.catalog.customFields ?? [],
    names: new Map(users.value?.map(({ id, name }) => [id, name])),
  }));

  function describe(action: QuickAction): string[] {
    return describeAction(action, words.value, organization.value?.connection.currency ?? 'USD');
  }

  function toListed(action: QuickAction): ListedAction {
    const current = organization.value;
    const mismatch = current ? checkAction(action, current.catalog, current.connection) : undefined;
    return { action, lines: describe(action), mismatch: mismatch ? mismatchText(mismatch, words.value) : '' };
  }

  async function reread(): Promise<void> {
    const [read, preset] = await Promise.all([ask('quick-actions.read', {}), readPresetActions()]);
    presets.value = preset;
    if (read.ok) stored.value = read.value;
    else fail(read.problem);
  }

  async function read(): Promise<void> {
    const [connected] = await Promise.all([ask('connection.list', {}), reread()]);
    const connection = connected.ok ? connected.value.connections[0] : undefined;
    if (!connection) return;
    const catalog = await ask('catalog.read', { organizationId: connection.organizationId });
    if (!catalog.ok) {
      fail(catalog.problem);
      return;
    }
    organization.value = {
      connection,
      catalog: catalog.value,
      fields: actionFields(catalog.value.customFields, connection),
    };
    const namesPeople = [...presets.value.actions, ...stored.value.own].some(({ changes }) =>
      Object.values(changes).some((change) => JSON.stringify(change).includes('"user_')),
    );
    if (namesPeople) await readUsers();
  }

  async function readUsers(): Promise<void> {
    const organizationId = organization.value?.connection.organizationId;
    if (users.value || !organizationId) return;
    const result = await ask('users.list', { organizationId });
    if (result.ok) users.value = result.value;
    else retryAfterRateLimit(result.problem, () => void readUsers());
    usersMessage.value = result.ok ? '' : sentenceOf(result.problem);
  }

  /** Stores a change of the latest quick actions; returns whether that worked. */
  function change(edit: (current: QuickActions) => Partial<QuickActions>, sentence = ''): Promise<boolean> {
    // Reads before it writes, and under a lock, because an earlier change may not be stored yet.
    return withLock('quick-actions', async () => {
      removed.value = null;
      const current = await ask('quick-actions.read', {});
      if (!current.ok) return fail(current.problem);
      const next = { ...current.value, ...edit(current.value) };
      const result = await ask('quick-actions.write', next);
      if (!result.ok) return fail(result.problem);
      stored.value = next;
      message.value = sentence;
      return true;
    });
  }

  function fail(problem: Problem): false {
    message.value = sentenceOf(problem);
    return false;
  }

  async function save(action: QuickAction): Promise<void> {
    dialog.value = null;
    await change(({ own }) => ({
      own: own.some(({ id }) => id === action.id)
        ? own.map((each) => (each.id === action.id ? action : each))
        : [...own, action],
    }));
  }

  async function duplicate(action: QuickAction): Promise<void> {
    const copy = { ...action, id: crypto.randomUUID(), name: cutText(text('copyOf', action.name), 100) };
    // A copy of a preset action goes to the end, because the preset one has no position in the user's list.
    await change(({ own }) => {
      const place = own.findIndex(({ id }) => id === action.id);
      return { own: own.toSpliced(place < 0 ? own.length : place + 1, 0, copy) };
    });
  }

  async function remove(action: QuickAction): Promise<void> {
    let place = -1;
    const isRemoved = await change(
      ({ own }) => {
        place = own.findIndex(({ id }) => id === action.id);
        return { own: own.filter(({ id }) => id !== action.id) };
      },
      text('actionDeleted', action.name),
    );
    if (isRemoved && place >= 0) removed.value = { action, place };
  }

  async function undoRemove(): Promise<void> {
    const last = removed.value;
    if (!last) return;
    await change(({ own }) => ({
      own: own.some(({ id }) => id === last.action.id) ? own : own.toSpliced(last.place, 0, last.action),
    }));
  }

  async function move(actionId: string, to: number): Promise<void> {
    await change(({ own }) => ({
      own: [
        ...moveItem(
          own,
          own.findIndex(({ id }) => id === actionId),
          to,
        ),
      ],
    }));
  }

  async function openFile(file: Pick<Blob, 'size' | 'text'>): Promise<void> {
    const current = organization.value;
    if (!current) return;
    const { own } = stored.value;
    const content = file.size > maxFileBytes ? '' : await file.text();
    const read = readActionFile(content, own, current.catalog, current.connection);
    message.value = 'problem' in read ? text(fileSentences[read.problem]) : '';
    if ('problem' in read) return;
    dialog.value = {
      kind: 'import',
      unreadable: read.unreadable,
      room: maxQuickActions - own.length,
      actions: read.candidates.map(({ action, mismatch, isKnown }) => ({
        action,
        isKnown,
        lines: describe(action),
        reason: mismatch ? mismatchText(mismatch, current.catalog) : '',
      })),
    };
  }

  return {
    listed: computed(() => stored.value.own.map(toListed)),
    preset: computed(() => presets.value.actions.map(toListed)),
    isPresetDamaged: computed(() => presets.value.isDamaged),
    message,
    canUndo: computed(() => removed.value !== null),
    isFull: computed(() => stored.value.own.length >= maxQuickActions),
    organization,
    users,
    usersMessage,
    dialog,
    slots: computed(() => stored.value.slots),
    words,
    describe,
    choices: computed(() =>
      slotChoices(
        [...presets.value.actions, ...stored.value.own.map((each) => ({ ...each, id: ownActionId(each) }))],
        words.value.pipelines,
        confidences.value,
      ),
    ),
    read,
    reread,
    readUsers,
    add() {
      dialog.value = { kind: 'form', form: emptyForm(crypto.randomUUID()), isNew: true };
    },
    edit(action) {
      const current = organization.value;
      if (!current) return;
      const form = toForm(action, current.fields);
      dialog.value = { kind: 'form', form, isNew: false };
    },
    save,
    duplicate,
    remove,
    undoRemove,
    move,
    exportFile: () => download('quick-actions.json', 'application/json', writeActionFile(stored.value.own)),
    openFile,
    async addAll(actions) {
      dialog.value = null;
      await change(
        ({ own }) => ({ own: [...own, ...actions] }),
        countText('importDoneOne', 'importDone', actions.length),
      );
    },
    closeDialog() {
      dialog.value = null;
    },
    async bind(slot, actionId) {
      await change(({ slots }) => ({
        slots: [0, 1, 2, 3].map((each) => (each === slot ? actionId : (slots[each] ?? null))),
      }));
    },
  };
}
