import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { describeChange, fieldName, type Words } from '../describe-change.ts';
import type { ask as askBackground } from '../messaging/ask.ts';
import type { DealView, OpenedFor, SaveAnswer } from '../messaging/contract.ts';
import { type Entries, type Entry, type ReadyDraft, toEntry, toPatch } from '../opportunity/entries.ts';
import { type Field, listFields, withPeople } from '../opportunity/fields.ts';
import { theirsOf } from '../opportunity/merge.ts';
import type { Patch, Status, Values } from '../opportunity/opportunity.ts';
import { applyPatch, isSameValue, splitKey, touchedFields, valueIn } from '../opportunity/values.ts';
import type { Operation } from '../outbox/operation.ts';
import type { Problem } from '../problem.ts';
import type { Result } from '../result.ts';
import { type Closing, closingPatch, startClosing } from './closing.ts';
import { createPeople, type People } from './people.ts';
import { createPinning, type Pinning } from './pinning.ts';

/** What is told under the deal: how the last save ended, or that it waits, or why it failed. */
export type Notice =
  | { kind: 'saved'; lines: string[]; changeId: string; ignored: string[] }
  | { kind: 'unchanged' }
  | { kind: 'waiting'; problem: Problem; until: number | null; operationId: string; patch: Patch }
  /** Where an edit is kept in the outbox, trying again goes on with that one. */
  | { kind: 'problem'; problem: Problem; operationId?: string };

/** One deal being edited: what Close said, what was touched, and how saving goes. Components only show it. */
export type DealEditor = {
  view: ReadonlySignal<DealView>;
  /** What is shown: Close's values, and over them what is being saved. */
  values: ReadonlySignal<Values>;
  fields: ReadonlySignal<Field[]>;
  entries: ReadonlySignal<Entries>;
  ready: ReadonlySignal<ReadyDraft>;
  /** Touched fields that somebody else has changed in Close since they were touched. */
  overtaken: ReadonlySignal<string[]>;
  /** Who may be named in fields of people. */
  people: People;
  pinning: Pinning;
  /** What values are called: the catalog, and names by id. */
  words: ReadonlySignal<Words>;
  /** What Close said about single fields, by key. */
  fieldErrors: ReadonlySignal<Readonly<Record<string, string>>>;
  notice: Signal<Notice | null>;
  isSaving: ReadonlySignal<boolean>;
  isRestored: ReadonlySignal<boolean>;
  /** False where the browser does not store what is typed. */
  isDraftKept: ReadonlySignal<boolean>;
  conflict: ReadonlySignal<Operation | null>;
  /** Won and lost ask for a date first; this is what is asked. */
  closing: Signal<Closing | null>;
  /** The text of a field: as typed, else as stored. */
  entryOf(field: Field): Entry;
  enter(field: Field, entry: Entry): void;
  /** Saves these values at once and alone. */
  choose(patch: Patch): Promise<void>;
  chooseStatus(status: Status): Promise<void>;
  /** Saves a preset at once; what was typed into the percentage gives way to it. */
  choosePercent(percent: number): Promise<void>;
  confirmClosing(): Promise<void>;
  /** Saves what was typed; does nothing where an entry cannot be sent. */
  save(): Promise<void>;
  discard(): void;
  undo(changeId: string): Promise<void>;
  resolve(mine: readonly string[]): Promise<void>;
  /** Leaves a conflict for later: the edit stays, nothing is written. */
  postpone(): void;
  /** Tries again what waits or failed. */
  retry(): Promise<void>;
  /** Takes back an edit that waits; what was typed stays. */
  cancel(): Promise<void>;
};

type Asking = { ask: typeof askBackground };

/** An editor for a deal as it was just read. `pageOf` gives the page it is bound to, null where the user named it. */
export function createDealEditor(
  opened: DealView,
  pageOf: () => OpenedFor | null,
  { ask }: Asking,
): DealEditor {
  const view = signal(opened);
  const saving = signal<Values>({});
  const entries = signal<Entries>(opened.draft?.entries ?? {});
  // What the user saw when a field was touched: a conflict is measured against that, not against a later reading.
  const draftBase = signal<Values>(opened.draft?.base ?? {});
  // An edit that grew too old to be sent unasked is a part of the draft.
  const unsent = signal<Patch>(opened.draft?.unsent ?? {});
  const fieldErrors = signal<Record<string, string>>({});
  const notice = signal<Notice | null>(null);
  const savesUnderWay = signal(0);
  const isDraftKept = signal(true);
  const isRestored = signal(opened.draft !== null);
  const conflict = signal<Operation | null>(null);
  const closing = signal<Closing | null>(null);
  const people = createPeople(view, ask);
  const pinning = createPinning(view, ask);
  const words = computed(() => ({ ...view.value.catalog, names: people.names.value }));
  let latestSave = '';
  let lastFailed: Patch | null = null;

  const values = computed(() => ({ ...view.value.opportunity.values, ...saving.value }));
  const fields = computed(() =>
    withPeople(
      listFields(view.value.opportunity, view.value.catalog.customFields, view.value.connection),
      people.known.value,
      view.value.opportunity.values,
    ),
  );
  const ready = computed(() => {
    const typed = toPatch(fields.value, entries.value, draftBase.value, view.value.opportunity);
    return { ...typed, patch: { ...untyped(unsent.value, entries.value), ...typed.patch } };
  });

  const overtaken = computed(() =>
    Object.keys(entries.value).filter(
      (key) => !isSameValue(key, valueIn(draftBase.value, key), valueIn(view.value.opportunity.values, key)),
    ),
  );

  function entryOf(field: Field): Entry {
    return (
      entries.value[field.key] ?? toEntry(field, valueIn(values.value, field.key), view.value.opportunity)
    );
  }

  function enter(field: Field, entry: Entry): void {
    if (!(field.key in entries.value)) {
      draftBase.value = { ...draftBase.value, [field.key]: valueIn(values.value, field.key) };
    }
    entries.value = { ...entries.value, [field.key]: entry };
    const { [field.key]: _told, ...others } = fieldErrors.value;
    fieldErrors.value = others;
    storeDraft();
  }

  function storeDraft(): void {
    const { id, organizationId, leadName } = view.value.opportunity;
    const typed = Object.fromEntries(
      Object.entries(entries.value).map(([key, entry]) => [
        key,
        typeof entry === 'string' ? entry : [...entry],
      ]),
    );
    const isEmpty = Object.keys(ready.value.patch).length + Object.keys(ready.value.problems).length === 0;
    if (isEmpty) void ask('draft.remove', { opportunityId: id });
    else {
      const draft = { opportunityId: id, organizationId, leadName, base: draftBase.value, entries: typed };
      void ask('draft.write', { ...draft, unsent: unsent.value, savedAt: Date.now() }).then((result) => {
        isDraftKept.value = result.ok;
      });
    }
  }

  async function send(patch: Patch, base: Values): Promise<void> {
    const { id: opportunityId, organizationId, leadName } = view.value.opportunity;
    const id = crypto.randomUUID();
    latestSave = id;
    lastFailed = null;
    notice.value = null;
    saving.value = { ...saving.value, ...applyPatch(patch, values.value) };
    const request = { id, opportunityId, organizationId, leadName, base, patch, openedFor: pageOf() };
    await awaitAnswer(id, patch, ask('deal.save', request));
  }

  async function awaitAnswer(id: string, patch: Patch, asked: Promise<Result<SaveAnswer>>): Promise<void> {
    const sent = entries.value;
    savesUnderWay.value += 1;
    take(id, patch, await asked, sent);
    savesUnderWay.value -= 1;
  }

  // Answers of earlier saves only move the base: what is shown stays with the latest choice until its own answer.
  function take(id: string, patch: Patch, result: Result<SaveAnswer>, sent: Entries): void {
    const answer: SaveAnswer = result.ok ? result.value : { state: 'refused', problem: result.problem };
    const isLatest = id === latestSave;
    if (answer.state === 'saved' || answer.state === 'unchanged') {
      view.value = { ...view.value, opportunity: answer.opportunity, pending: null };
      // A save that an earlier popup started is known by what it changed; an undo says nothing about what is typed.
      const isUndo = answer.state === 'saved' && answer.change.undoes !== undefined;
      const saved = answer.state === 'saved' && !isUndo ? answer.change.patch : {};
      settleEntries(touchedFields({ ...patch, ...saved }), sent, answer.opportunity.values);
    }
    if (!isLatest) return;
    if (answer.state !== 'waiting') saving.value = {};
    conflict.value = answer.state === 'conflict' ? answer.operation : null;
    notice.value = noticeOf(id, answer, patch);
    if (answer.state === 'refused') {
      lastFailed = patch;
      fieldErrors.value = shownErrors(answer.problem.fieldErrors ?? {}, patch);
    }
  }

  function noticeOf(id: string, answer: SaveAnswer, patch: Patch): Notice | null {
    switch (answer.state) {
      case 'saved': {
        const lines = describeChange(answer.change, words.value, answer.opportunity.currency).map((line) =>
          line.field === 'status_id'
            ? `${line.before} → ${line.after}`
            : `${line.name}: ${line.before} → ${line.after}`,
        );
        const ignored = answer.change.ignored.map((field) => fieldName(field, words.value));
        return { kind: 'saved', lines, changeId: answer.change.id, ignored };
      }
      case 'unchanged':
        return { kind: 'unchanged' };
      case 'waiting':
        return { kind: 'waiting', problem: answer.problem, until: answer.until, operationId: id, patch };
      case 'blocked':
        return { kind: 'problem', problem: answer.problem, operationId: id };
      case 'refused':
        return { kind: 'problem', problem: answer.problem };
      case 'conflict':
        return null;
      // Taken back, here or in another window: there is nothing to tell.
      case 'gone':
        return null;
    }
  }

  // What was typed on while the save was under way stays, measured against what is stored now.
  function settleEntries(keys: readonly string[], sent: Entries, stored: Values): void {
    const typedOn = keys.filter((key) => key in entries.value && entries.value[key] !== sent[key]);
    dropEntries(keys.filter((key) => !typedOn.includes(key)));
    draftBase.value = {
      ...draftBase.value,
      ...Object.fromEntries(typedOn.map((key) => [key, valueIn(stored, key)])),
    };
    if (typedOn.length > 0) storeDraft();
  }

  function dropEntries(keys: readonly string[]): void {
    const left = Object.entries(entries.value).filter(([key]) => !keys.includes(key));
    entries.value = Object.fromEntries(left);
    unsent.value = Object.fromEntries(
      Object.entries(unsent.value).filter(([key]) => !keys.includes(splitKey(key).field)),
    );
    if (left.length === 0) isRestored.value = false;
  }

  function baseOf(patch: Patch): Values {
    return Object.fromEntries(touchedFields(patch).map((field) => [field, valueIn(values.value, field)]));
  }

  async function choose(patch: Patch): Promise<void> {
    await send(patch, baseOf(patch));
  }

  async function chooseStatus(status: Status): Promise<void> {
    if (status.id === valueIn(values.value, 'status_id')) return;
    if (status.type === 'active') await choose({ status_id: status.id });
    else closing.value = startClosing(status, values.value, view.value.opportunity.currency, new Date());
  }

  async function choosePercent(percent: number): Promise<void> {
    dropEntries(['confidence']);
    if (percent !== valueIn(values.value, 'confidence')) await choose({ confidence: percent });
  }

  async function confirmClosing(): Promise<void> {
    const asked = closing.value;
    const patch = asked && closingPatch(asked, values.value, view.value.opportunity.currency);
    if (!patch) return;
    closing.value = null;
    await choose(patch);
  }

  async function save(): Promise<void> {
    const { patch, problems } = ready.value;
    if (Object.keys(problems).length > 0 || Object.keys(patch).length === 0) return;
    const touched = touchedFields(patch);
    await send(patch, Object.fromEntries(touched.map((field) => [field, valueIn(draftBase.value, field)])));
  }

  function discard(): void {
    entries.value = {};
    unsent.value = {};
    draftBase.value = {};
    fieldErrors.value = {};
    isRestored.value = false;
    notice.value = null;
    void ask('draft.remove', { opportunityId: view.value.opportunity.id });
  }

  async function undo(changeId: string): Promise<void> {
    const id = crypto.randomUUID();
    latestSave = id;
    notice.value = null;
    await awaitAnswer(id, {}, ask('change.undo', { changeId, id }));
  }

  async function followOperation(id: string, patch: Patch): Promise<void> {
    latestSave = id;
    await awaitAnswer(id, patch, ask('operation.follow', { id }));
  }

  async function resolve(mine: readonly string[]): Promise<void> {
    const operation = conflict.value;
    if (!operation) return;
    const { id, patch } = operation;
    const seen = theirsOf(operation.conflicts ?? []);
    latestSave = id;
    conflict.value = null;
    await awaitAnswer(id, patch, ask('operation.resolve', { id, mine: [...mine], seen }));
  }

  function postpone(): void {
    const operation = conflict.value;
    conflict.value = null;
    if (operation)
      notice.value = { kind: 'problem', problem: { kind: 'conflict' }, operationId: operation.id };
  }

  async function retry(): Promise<void> {
    const told = notice.value;
    const kept = told?.kind === 'waiting' || told?.kind === 'problem' ? told.operationId : undefined;
    if (kept !== undefined) await followOperation(kept, told?.kind === 'waiting' ? told.patch : {});
    else if (lastFailed) await choose(lastFailed);
  }

  async function cancel(): Promise<void> {
    const told = notice.value;
    if (told?.kind !== 'waiting') return;
    const sent = entries.value;
    const result = await ask('operation.cancel', { id: told.operationId });
    if (!result.ok || result.value.state !== 'gone') return take(told.operationId, told.patch, result, sent);
    saving.value = {};
    notice.value = null;
  }

  const pending = opened.pending;
  if (pending?.state === 'conflict') conflict.value = pending;
  else if (pending) {
    saving.value = applyPatch(pending.patch, opened.opportunity.values);
    void followOperation(pending.id, pending.patch);
  }

  return {
    ...{ people, pinning, words, overtaken },
    ...{
      view,
      values,
      fields,
      entries,
      ready,
      fieldErrors,
      notice,
      isRestored,
      isDraftKept,
      conflict,
      closing,
    },
    isSaving: computed(() => savesUnderWay.value > 0),
    ...{
      entryOf,
      enter,
      choose,
      chooseStatus,
      choosePercent,
      confirmClosing,
      save,
      discard,
      undo,
      resolve,
      postpone,
      retry,
      cancel,
    },
  };
}

/** An old edit without the fields that were typed into since. */
function untyped(unsent: Patch, entries: Entries): Patch {
  return Object.fromEntries(Object.entries(unsent).filter(([key]) => !(splitKey(key).field in entries)));
}

/** Errors of Close by the field they stand beside: keys of `.add` and `.remove` belong to their field. */
function shownErrors(errors: Readonly<Record<string, string>>, patch: Patch): Record<string, string> {
  const touched = touchedFields(patch);
  return Object.fromEntries(
    Object.entries(errors).flatMap(([key, sentence]) => {
      const { field } = splitKey(key);
      return touched.includes(field) ? [[field, sentence]] : [];
    }),
  );
}
