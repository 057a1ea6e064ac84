import { type ReadonlySignal, signal } from '@preact/signals';
import type { DealEditor } from '../editor/deal-editor.ts';
import type { ask as askBackground } from '../messaging/ask.ts';
import type { SaveAnswer } from '../messaging/contract.ts';
import { createSaveOutcomes } from '../messaging/save-outcomes.ts';
import type { Change } from '../model/change.ts';
import type { FieldValue, Patch, Values } from '../model/field-value.ts';
import type { Operation } from '../model/operation.ts';
import type { Person } from '../model/person.ts';
import type { Problem } from '../model/problem.ts';
import { type Result, success } from '../model/result.ts';
import { toPatch } from '../opportunity/entries.ts';
import { isUndo } from '../opportunity/is-undo.ts';
import { laterOf } from '../opportunity/opportunity.ts';
import { applyPatch, touchedFields, valueIn } from '../opportunity/values.ts';
import { choicesOf, fieldOf, readEntry } from './cell-fields.ts';
import { openRowEditor } from './row-editor.ts';
import type { CellState, Row } from './table-rows.ts';
import { waitUntil } from './wait-until.ts';

/** One save of a cell, which can be undone. */
type Edit = { row: Row; id: string; fields: readonly string[]; change: Change | null; ended: Promise<void> };

/** The last thing that happened in the table, for the status bar. */
export type SheetNotice =
  | { kind: 'saved' | 'undone'; row: Row; change: Change }
  | { kind: 'dropped'; row: Row }
  | { kind: 'problem'; row: Row; problem: Problem };

/** A deal whose dialog or line is open. */
export type Opened = { row: Row; deal: DealEditor; isLine: boolean };

/** Edits cells of the table. Each edit is a save of its own by the outbox, with its own conflict check and undo. */
export type Sheet = {
  notice: ReadonlySignal<SheetNotice | null>;
  /** The deal whose dialog or line is open, or null. */
  opened: ReadonlySignal<Opened | null>;
  /** Users of an organization by its id, empty until they are loaded. */
  people: ReadonlySignal<ReadonlyMap<string, readonly Person[]>>;
  loadPeople(organizationId: string): Promise<void>;
  /** Returns the value a cell shows: the one being saved or refused, else Close's. */
  valueOf(row: Row, field: string): FieldValue;
  /** Takes what was typed into a cell; an invalid text stays there, marked. */
  enter(row: Row, field: string, typed: string): void;
  /** Opens the line of a row's deal. */
  openLine(row: Row): void;
  close(): void;
  /** Opens the question of a cell with a conflict, or tries a save again that was refused or waits. */
  decide(row: Row, field: string): void;
  /** Removes what was typed into a cell and could not be saved. */
  discard(row: Row, field: string): Promise<void>;
  /** Undoes or cancels the last edit, and with another call the one before it; resolves to its row, null if there is none. */
  undo(): Promise<Row | null>;
  /** Undoes the last edit of a row. */
  undoRow(row: Row): Promise<void>;
  canUndo(row: Row): boolean;
  /** Follows saves that an earlier page has left waiting. */
  follow(row: Row, operation: Operation): void;
  /** Tries saves again that wait for the user, such as after unlocking. */
  resume(): void;
  /** Number of saves that have not ended. */
  unfinished: ReadonlySignal<number>;
};

/** Creates the edits of a table. `wait` can be replaced in tests. */
export function createSheet(ask: typeof askBackground, wait: typeof waitUntil = waitUntil): Sheet {
  const outcomes = createSaveOutcomes(ask);
  const notice = signal<SheetNotice | null>(null);
  const opened = signal<Opened | null>(null);
  const people = signal<ReadonlyMap<string, readonly Person[]>>(new Map());
  const unfinished = signal(0);
  const edits = signal<readonly Edit[]>([]);
  // The last save of each cell: answers to earlier ones do not change its state.
  const latest = new Map<string, string>();
  const locked = new Map<string, { row: Row; field: string }>();
  const never = new AbortController().signal;
  // By organization: resolves to whether its users were loaded.
  const loadingPeople = new Map<string, Promise<boolean>>();

  const cellId = (row: Row, field: string) => `${row.opportunityId} ${field}`;

  function shownValue(row: Row, field: string): FieldValue {
    const state = row.cells.value.get(field);
    if (state && 'value' in state) return state.value;
    return valueIn(row.view.value?.opportunity.values ?? {}, field);
  }

  function setCells(row: Row, fields: readonly string[], stateOf: (field: string) => CellState | null): void {
    const cells = new Map(row.cells.value);
    for (const field of fields) {
      const state = stateOf(field);
      if (state) cells.set(field, state);
      else cells.delete(field);
    }
    row.cells.value = cells;
  }

  function shownValues(row: Row): Values {
    const values: Record<string, FieldValue> = { ...row.view.value?.opportunity.values };
    for (const field of row.cells.value.keys()) values[field] = shownValue(row, field);
    return values;
  }

  /** Sends a save and follows it until it has ended; resolves to its first answer. */
  function track(row: Row, id: string, patch: Patch, begin: () => Promise<SaveAnswer>): Promise<SaveAnswer> {
    const fields = touchedFields(patch);
    const requested = applyPatch(patch, shownValues(row));
    for (const field of fields) latest.set(cellId(row, field), id);
    setCells(row, fields, (field) => ({ step: 'saving', value: requested[field] ?? null }));
    const first = begin();
    const edit: Edit = { row, id, fields, change: null, ended: Promise.resolve() };
    edit.ended = followToEnd(edit, requested, first);
    edits.value = [...edits.value.filter((each) => each.id !== id), edit];
    return first;
  }

  async function followToEnd(edit: Edit, requested: Values, first: Promise<SaveAnswer>): Promise<void> {
    const { row, id } = edit;
    unfinished.value += 1;
    try {
      let answer = await first;
      for (;;) {
        const own = edit.fields.filter((field) => latest.get(cellId(row, field)) === id);
        take(edit, own, requested, answer);
        if (answer.state === 'saved' || answer.state === 'unchanged' || answer.state === 'gone')
          resumeRow(row);
        if (answer.state !== 'waiting') return;
        await wait(answer.until, never);
        answer = await outcomes.follow(id);
      }
    } finally {
      unfinished.value -= 1;
    }
  }

  function take(edit: Edit, own: readonly string[], requested: Values, answer: SaveAnswer): void {
    const { row, id } = edit;
    if ((answer.state === 'saved' || answer.state === 'unchanged') && row.view.value) {
      const shown = row.view.value.opportunity;
      const { isStalled } = shown;
      const opportunity = laterOf(shown, answer.opportunity);
      row.view.value = {
        ...row.view.value,
        opportunity: { ...(isStalled !== undefined && { isStalled }), ...opportunity },
      };
    }
    const value = (field: string) => requested[field] ?? null;
    if (answer.state === 'saved') {
      const { change } = answer;
      edit.change = change;
      edits.value = edits.value.filter((each) => each === edit || each.change?.id !== change.id);
      notice.value = { kind: isUndo(change) ? 'undone' : 'saved', row, change };
      setCells(row, own, () => ({ step: 'saved' }));
    } else if (answer.state === 'unchanged' || answer.state === 'gone') {
      forget(edit);
      setCells(row, own, () => null);
    } else if (answer.state === 'conflict' && answer.operation.id === id) {
      const { operation } = answer;
      notice.value = { kind: 'problem', row, problem: { kind: 'conflict' } };
      setCells(row, own, (field) => ({ step: 'conflict', value: value(field), operation }));
    } else if (answer.state === 'refused') {
      const { problem } = answer;
      forget(edit);
      notice.value = { kind: 'problem', row, problem };
      // Nothing is stored while the keys are locked, so it begins again once they are unlocked.
      if (problem.kind === 'locked') for (const field of own) locked.set(cellId(row, field), { row, field });
      setCells(row, own, (field) => {
        const sentence = problem.fieldErrors?.[field];
        return { step: 'refused', value: value(field), problem, ...(sentence && { sentence }) };
      });
    } else {
      // A save behind one with a conflict waits for the answer to that one.
      const problem = answer.state === 'conflict' ? { kind: 'conflict' as const } : answer.problem;
      const until = answer.state === 'waiting' ? answer.until : null;
      setCells(row, own, (field) => ({ step: 'waiting', value: value(field), id, problem, until }));
    }
  }

  function resumeRow(row: Row): void {
    for (const state of row.cells.value.values())
      if (state.step === 'waiting' && state.until === null) followAgain(row, state.id);
  }

  function forget(edit: Edit): void {
    edits.value = edits.value.filter((each) => each !== edit);
  }

  function save(row: Row, patch: Patch, base: Values): void {
    const view = row.view.value;
    if (!view) return;
    const { id: opportunityId, organizationId, leadName } = view.opportunity;
    const id = crypto.randomUUID();
    const request = { id, opportunityId, organizationId, leadName, base, patch, openedFor: null };
    void track(row, id, patch, () => outcomes.ofNew(id, () => ask('deal.save', request)));
  }

  function enter(row: Row, key: string, typed: string): void {
    const view = row.view.value;
    const field = view && fieldOf(view, key);
    if (!view || !field || field.lock) return;
    const { opportunity } = view;
    const listed = people.value.get(opportunity.organizationId) ?? [];
    const shown = shownValue(row, key);
    const choices = choicesOf(field, view, listed);
    const offered =
      field.type === 'user' && listed.length > 0 ? { ...field, choices: listed.map(({ id }) => id) } : field;
    const entry = readEntry(field, typed, choices, shown, new Date());
    const { patch, problems } = toPatch([offered], { [key]: entry }, { [key]: shown }, opportunity);
    const problem = problems[key];
    const state = row.cells.value.get(key);
    if (problem) setCells(row, [key], () => ({ step: 'invalid', entry: typed, problem }));
    else if (Object.keys(patch).length === 0) {
      if (state?.step === 'invalid') setCells(row, [key], () => null);
      else if (state?.step === 'refused') save(row, { [key]: shown }, closeValue(row, key));
    } else if (key === 'status_id') void moveOrSave(row, patch, baseOf(row, key));
    else save(row, patch, baseOf(row, key));
  }

  // Won, Lost and stages that ask for something open their dialog first, which saves.
  async function moveOrSave(row: Row, patch: Patch, base: Values): Promise<void> {
    const deal = makeEditor(row, null);
    if (deal && (await deal.askBeforeMoving(patch))) opened.value = { row, deal, isLine: false };
    else save(row, patch, base);
  }

  // A value being saved will be Close's; a refused one never was.
  function baseOf(row: Row, key: string): Values {
    const step = row.cells.value.get(key)?.step;
    return step === 'saving' || step === 'waiting' ? { [key]: shownValue(row, key) } : closeValue(row, key);
  }

  function closeValue(row: Row, key: string): Values {
    return { [key]: valueIn(row.view.value?.opportunity.values ?? {}, key) };
  }

  function makeEditor(row: Row, pending: Operation | null): DealEditor | null {
    const view = row.view.value;
    if (!view) return null;
    const values = { ...view.opportunity.values, ...underWayOf(row) };
    const opportunity = { ...view.opportunity, values };
    return openRowEditor({ ...view, opportunity }, pending, throughTable(row));
  }

  function open(row: Row, pending: Operation | null, isLine = false): void {
    const deal = makeEditor(row, pending);
    if (!deal) return;
    deal.line.isWanted.value = isLine;
    opened.value = { row, deal, isLine };
  }

  function underWayOf(row: Row): Values {
    const values: Record<string, FieldValue> = {};
    for (const [field, state] of row.cells.value)
      if (state.step === 'saving' || state.step === 'waiting') values[field] = state.value;
    return values;
  }

  /** Returns a function that asks the background, and shows the saves of the deal in the row's cells. */
  function throughTable(row: Row): typeof askBackground {
    const through = async (name: string, input: unknown): Promise<Result<unknown>> => {
      // With the save everything was asked.
      if (name === 'deal.save' || name === 'operation.resolve') close();
      if (name === 'deal.save') {
        const request = input as { id: string; patch: Patch } & Parameters<typeof ask<'deal.save'>>[1];
        const { id, patch } = request;
        return success(
          await track(row, id, patch, () => outcomes.ofNew(id, () => ask('deal.save', request))),
        );
      }
      if (name === 'operation.resolve') {
        const request = input as Parameters<typeof ask<'operation.resolve'>>[1];
        const edit = edits.value.find(({ id }) => id === request.id);
        const asked = outcomes.of(request.id, ask('operation.resolve', request));
        const patch = conflictOf(row, request.id)?.patch ?? {};
        if (edit || Object.keys(patch).length > 0)
          return success(await track(row, request.id, patch, () => asked));
        return success(await asked);
      }
      return ask(name as 'deal.save', input as never);
    };
    return through as typeof askBackground;
  }

  function conflictOf(row: Row, id: string): Operation | undefined {
    for (const state of row.cells.value.values())
      if (state.step === 'conflict' && state.operation.id === id) return state.operation;
    return undefined;
  }

  function close(): void {
    opened.value = null;
  }

  function decide(row: Row, field: string): void {
    const state = row.cells.value.get(field);
    if (state?.step === 'conflict') open(row, state.operation);
    else if (state?.step === 'refused') save(row, { [field]: state.value }, closeValue(row, field));
    else if (state?.step === 'waiting') followAgain(row, state.id);
  }

  function followAgain(row: Row, id: string): void {
    const edit = edits.value.find((each) => each.id === id);
    if (!edit || edit.row !== row) return;
    edit.ended = followToEnd(edit, shownValues(row), outcomes.follow(id));
  }

  async function discard(row: Row, field: string): Promise<void> {
    const state = row.cells.value.get(field);
    const id = state?.step === 'waiting' ? state.id : state?.step === 'conflict' ? state.operation.id : null;
    const edit = id === null ? undefined : edits.value.find((each) => each.id === id);
    if (!id) {
      setCells(row, [field], () => null);
      return;
    }
    const answer = await outcomes.of(id, ask('operation.cancel', { id }));
    if (edit) take(edit, edit.fields, shownValues(row), answer);
    else setCells(row, [field], () => null);
    if (answer.state === 'gone') notice.value = { kind: 'dropped', row };
  }

  async function undoEdit(edit: Edit): Promise<void> {
    const { row, fields } = edit;
    const [field = ''] = fields;
    const step = row.cells.value.get(field)?.step;
    if (!edit.change && (step === 'waiting' || step === 'conflict')) return discard(row, field);
    await edit.ended;
    forget(edit);
    const { change } = edit;
    if (!change) return;
    const id = crypto.randomUUID();
    const former = Object.fromEntries(fields.map((each) => [each, valueIn(change.before, each)]));
    for (const each of fields) latest.set(cellId(row, each), id);
    setCells(row, fields, (each) => ({ step: 'saving', value: former[each] ?? null }));
    const undoing: Edit = { row, id, fields, change: null, ended: Promise.resolve() };
    await followToEnd(undoing, former, outcomes.ofUndo(id, change.id, change));
    const isUndone = undoing.change !== null || fields.every((each) => !row.cells.value.has(each));
    // It can be tried again.
    if (!isUndone) edits.value = [...edits.value, edit];
    else setCells(row, fields, () => null);
  }

  async function loadPeople(organizationId: string): Promise<boolean> {
    const answer = await ask('users.list', { organizationId });
    if (answer.ok) people.value = new Map(people.value).set(organizationId, answer.value);
    return answer.ok;
  }

  const lastOf = (row: Row) => edits.value.findLast((edit) => edit.row === row);

  return {
    notice,
    opened,
    people,
    unfinished,
    valueOf: shownValue,
    enter,
    openLine: (row) => open(row, null, true),
    close,
    decide,
    discard,
    async loadPeople(organizationId) {
      const loading = loadingPeople.get(organizationId) ?? loadPeople(organizationId);
      loadingPeople.set(organizationId, loading);
      if (!(await loading)) loadingPeople.delete(organizationId);
    },
    async undo() {
      const edit = edits.value.at(-1);
      if (!edit) return null;
      await undoEdit(edit);
      return edit.row;
    },
    async undoRow(row) {
      const edit = lastOf(row);
      if (edit) await undoEdit(edit);
    },
    canUndo: (row) => lastOf(row) !== undefined,
    follow(row, operation) {
      void track(row, operation.id, operation.patch, () => outcomes.follow(operation.id));
    },
    resume() {
      const waiting = [...locked.values()];
      locked.clear();
      for (const { row, field } of waiting)
        if (row.cells.value.get(field)?.step === 'refused') decide(row, field);
      for (const row of new Set(edits.value.map((edit) => edit.row))) resumeRow(row);
    },
  };
}
