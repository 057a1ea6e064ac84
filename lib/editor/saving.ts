import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { ask as askBackground } from '../messaging/ask.ts';
import type { SaveAnswer } from '../messaging/contract.ts';
import { createSaveOutcomes } from '../messaging/save-outcomes.ts';
import type { DealView } from '../model/deal-view.ts';
import type { Patch, Values } from '../model/field-value.ts';
import type { OpenedFor } from '../model/opened-for.ts';
import type { Operation } from '../model/operation.ts';
import type { Problem } from '../model/problem.ts';
import type { Entries } from '../opportunity/entries.ts';
import type { Field } from '../opportunity/fields.ts';
import { pinKey } from '../opportunity/fields-shown-first.ts';
import { theirsOf } from '../opportunity/merge.ts';
import { laterOf } from '../opportunity/opportunity.ts';
import { applyPatch, splitKey, touchedFields, valueIn } from '../opportunity/values.ts';
import type { Words } from '../wording/describe-change.ts';
import { type DealDraft, untyped } from './draft.ts';
import { type Notice, noticeOf } from './notice.ts';

/** Sends the saves of a deal to the background and updates the shown deal with the answers. */
export type Saving = {
  /** Close's error messages, by field key. */
  fieldErrors: ReadonlySignal<Readonly<Record<string, string>>>;
  /** The field that Close refused a save for although the save did not touch it; it gets the focus. */
  wantedField: ReadonlySignal<string | null>;
  notice: Signal<Notice | null>;
  isSaving: ReadonlySignal<boolean>;
  conflict: ReadonlySignal<Operation | null>;
  /** Keys of the fields whose change waits to be sent. */
  waiting: ReadonlySignal<readonly string[]>;
  /** Saves these values immediately, without the rest of the draft; `base` holds values that the user saw instead of the shown ones. */
  choose(patch: Patch, base?: Values): Promise<void>;
  /** Saves a patch; `base` holds the values that the user saw when making it. */
  send(patch: Patch, base: Values): Promise<void>;
  undo(changeId: string): Promise<void>;
  resolve(mine: readonly string[]): Promise<void>;
  /** Closes the conflict dialog; the edit stays in the outbox and nothing is written. */
  postpone(): void;
  /** Retries the save that waits or failed, or that the user confirms. */
  retry(): Promise<void>;
  /** Cancels a waiting save and keeps the entries. */
  cancel(): Promise<void>;
  /** Removes Close's error messages for these fields. */
  forgetErrors(isForgotten: (key: string) => boolean): void;
};

type Parts = {
  view: Signal<DealView>;
  /** Values being saved, shown in place of Close's. */
  underWay: Signal<Values>;
  /** Close's values, overridden by the values being saved. */
  expected: ReadonlySignal<Values>;
  draft: DealDraft;
  fields: ReadonlySignal<readonly Field[]>;
  words: ReadonlySignal<Words>;
  /** Returns the page the deal is currently bound to, null if the user named the deal. */
  pageOf(): OpenedFor | null;
  ask: typeof askBackground;
};

/** Creates the saves of a deal, and continues a pending save or conflict. */
export function createSaving({ view, underWay, expected, draft, fields, words, pageOf, ask }: Parts): Saving {
  const fieldErrors = signal<Record<string, string>>({});
  const wantedField = signal<string | null>(null);
  const notice = signal<Notice | null>(null);
  const savesUnderWay = signal(0);
  const conflict = signal<Operation | null>(null);
  const outcomes = createSaveOutcomes(ask);
  let latestSave = '';
  // Repeats the save that Close refused.
  let again: (() => Promise<void>) | null = null;
  // Whether the user saves the deal although its page no longer names it.
  let isConfirmed = false;

  async function send(patch: Patch, base: Values): Promise<void> {
    const { id: opportunityId, organizationId, leadName } = view.value.opportunity;
    const id = crypto.randomUUID();
    latestSave = id;
    again = () => send(patch, base);
    const touched = touchedFields(patch);
    forgetErrors((key) => touched.includes(key));
    underWay.value = { ...underWay.value, ...applyPatch(patch, expected.value) };
    const page = pageOf();
    const openedFor = page && isConfirmed ? { ...page, isConfirmed } : page;
    const request = { id, opportunityId, organizationId, leadName, base, patch, openedFor };
    await awaitAnswer(
      id,
      patch,
      outcomes.ofNew(id, () => ask('deal.save', request)),
    );
  }

  async function awaitAnswer(id: string, patch: Patch, answer: Promise<SaveAnswer>): Promise<void> {
    const sent = draft.entries.value;
    // Clears the notice, because it describes an earlier attempt.
    notice.value = null;
    wantedField.value = null;
    savesUnderWay.value += 1;
    take(id, patch, await answer, sent);
    savesUnderWay.value -= 1;
  }

  // Answers to earlier saves update only the loaded deal; the latest choice is shown until its own answer.
  function take(id: string, patch: Patch, answer: SaveAnswer, sent: Entries): void {
    const isLatest = id === latestSave;
    if (answer.state === 'saved' || answer.state === 'unchanged') {
      const opportunity = laterOf(view.value.opportunity, answer.opportunity);
      view.value = { ...view.value, opportunity, pending: null };
      // Includes the change's own patch, because an earlier popup may have started the save; an undo keeps entries.
      const isUndo = answer.state === 'saved' && answer.change.undoes !== undefined;
      const saved = answer.state === 'saved' && !isUndo ? answer.change.patch : {};
      draft.settle(touchedFields({ ...patch, ...saved }), sent, opportunity.values);
    }
    if (answer.state === 'refused' && answer.problem.kind === 'locked') keepChoice(patch);
    if (!isLatest) return;
    if (answer.state !== 'waiting') underWay.value = {};
    conflict.value = answer.state === 'conflict' ? answer.operation : null;
    notice.value = noticeOf(id, answer, patch, words.value);
    if (answer.state === 'refused') showRefusal(answer.problem, patch);
  }

  // An error may name a field that the save did not touch, such as one that Close requires. The edit is then kept as a
  // draft, so that the user fills in the field and saves both.
  function showRefusal(problem: Problem, patch: Patch): void {
    const { fieldErrors: errors } = problem;
    if (!errors) return;
    const shown = errorsByField(errors, fields.value);
    fieldErrors.value = shown;
    const touched = touchedFields(patch);
    const untouched = Object.keys(shown).find((key) => !touched.includes(key));
    if (untouched) draft.enterPatch(patch);
    wantedField.value = untouched ?? null;
    // The notice alone says errors that name no field of the deal.
    if (Object.keys(shown).length === 0) notice.value = { kind: 'problem', problem: withoutFields(problem) };
  }

  // Puts values that were chosen while the keys were locked into the draft, which can be stored. Later saves are refused too.
  function keepChoice(patch: Patch): void {
    underWay.value = {};
    draft.keep(untyped(patch, draft.entries.value));
  }

  async function choose(patch: Patch, base: Values = {}): Promise<void> {
    const seen = touchedFields(patch).map((field) => [field, valueIn(expected.value, field)] as const);
    await send(patch, { ...Object.fromEntries(seen), ...base });
  }

  async function undo(changeId: string): Promise<void> {
    const id = crypto.randomUUID();
    latestSave = id;
    again = () => undo(changeId);
    await awaitAnswer(id, {}, outcomes.ofUndo(id, changeId));
  }

  async function followOperation(id: string, patch: Patch): Promise<void> {
    if (id !== latestSave) again = () => choose(patch);
    latestSave = id;
    await awaitAnswer(id, patch, outcomes.follow(id));
  }

  async function resolve(mine: readonly string[]): Promise<void> {
    const operation = conflict.value;
    if (!operation) return;
    const { id, patch } = operation;
    const seen = theirsOf(operation.conflicts ?? []);
    if (id !== latestSave) again = () => send(patch, operation.base);
    latestSave = id;
    conflict.value = null;
    const asked = ask('operation.resolve', { id, mine: [...mine], seen });
    await awaitAnswer(id, patch, outcomes.of(id, asked));
  }

  function postpone(): void {
    const operation = conflict.value;
    conflict.value = null;
    if (operation)
      notice.value = { kind: 'problem', problem: { kind: 'conflict' }, operationId: operation.id };
  }

  async function retry(): Promise<void> {
    const current = notice.value;
    isConfirmed ||= current?.kind === 'problem' && current.problem.kind === 'not-on-page';
    const operationId =
      current?.kind === 'waiting' || current?.kind === 'problem' ? current.operationId : undefined;
    if (operationId !== undefined)
      await followOperation(operationId, current?.kind === 'waiting' ? current.patch : {});
    else await again?.();
  }

  async function cancel(): Promise<void> {
    const current = notice.value;
    if (current?.kind !== 'waiting') return;
    const sent = draft.entries.value;
    const { operationId: id, patch } = current;
    const answer = await outcomes.of(id, ask('operation.cancel', { id }));
    if (answer.state !== 'gone') return take(id, patch, answer, sent);
    underWay.value = {};
    notice.value = null;
  }

  function forgetErrors(isForgotten: (key: string) => boolean): void {
    fieldErrors.value = Object.fromEntries(
      Object.entries(fieldErrors.value).filter(([key]) => !isForgotten(key)),
    );
  }

  const { pending, opportunity } = view.value;
  if (pending?.state === 'conflict') conflict.value = pending;
  else if (pending) {
    underWay.value = applyPatch(pending.patch, opportunity.values);
    void followOperation(pending.id, pending.patch);
  }

  return {
    fieldErrors,
    wantedField,
    notice,
    conflict,
    choose,
    send,
    undo,
    resolve,
    postpone,
    retry,
    cancel,
    forgetErrors,
    waiting: computed(() => (notice.value?.kind === 'waiting' ? touchedFields(notice.value.patch) : [])),
    isSaving: computed(() => savesUnderWay.value > 0),
  };
}

/** Returns Close's errors by field key, of fields that the deal has; errors of `.add` and `.remove` keys go to their field. */
function errorsByField(
  errors: Readonly<Record<string, string>>,
  fields: readonly Field[],
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(errors).flatMap(([key, sentence]) => {
      const named = splitKey(key).field;
      const field = fields.find((each) => each.key === named || pinKey(each) === named);
      return field ? [[field.key, sentence]] : [];
    }),
  );
}

function withoutFields({ fieldErrors: errors = {}, ...problem }: Problem): Problem {
  return { ...problem, detail: problem.detail ?? Object.values(errors)[0] };
}
