import type { Change } from '../model/change.ts';
import type { FieldsChange, PastChanges, PastStatus, StatusChange } from '../model/deal-history.ts';
import type { DealView } from '../model/deal-view.ts';
import type { FieldValue, Patch, Values } from '../model/field-value.ts';
import { momentMs } from '../opportunity/dates.ts';
import type { Field } from '../opportunity/fields.ts';
import { findStatus } from '../opportunity/opportunity.ts';
import { undoOf } from '../opportunity/undo.ts';
import { isSameValue, valueIn } from '../opportunity/values.ts';
import { describeChange, describeValue, fieldName, type Words } from './describe-change.ts';
import { text } from './text.ts';

/** The past of a deal: from Close, null if it was not read, and from this device. */
export type DealPast = {
  statusChanges: PastChanges<StatusChange> | null;
  fieldsChanges: PastChanges<FieldsChange> | null;
  own: readonly Change[];
};

/** The deal as it is now, and what the user may edit of it. */
export type Present = Pick<DealView, 'opportunity' | 'connection'> & {
  /** Values with the edits that are being saved. */
  values: Values;
  fields: readonly Field[];
  words: Words;
  isLocked: boolean;
};

/** How many full days a deal was in a status, null if Close does not tell. */
export type TimeInStage = { label: string; days: number | null };

/** One step in the past of a deal. */
export type HistoryEntry = {
  id: string;
  /** Epoch milliseconds. */
  at: number;
  /** Name of the user, or a text in its place. */
  who: string;
  /** `before` and `after` are "" if Close does not tell the values. */
  lines: { name: string; before: string; after: string }[];
  /** The time in the status that this step ended, null if it did not change the status. */
  stage: TimeInStage | null;
  /** The values from before that differ from the present ones and can be saved, null if there are none. */
  putBack: Patch | null;
};

const dayMs = 24 * 60 * 60_000;
/** Clocks of this device and Close differ, and a save takes a moment. */
const sameMomentMs = 2 * 60_000;

/** Returns the steps of a deal's past, latest first. A change made on this device and Close's entry of it are one. */
export function toHistoryEntries(past: DealPast, present: Present): HistoryEntry[] {
  const { opportunity, words } = present;
  const own = past.own.filter(
    ({ opportunityId, how }) => opportunityId === opportunity.id && how === 'saved',
  );
  const moves = sortedMoves(past);
  const merged = new Set<Change>();

  const ofStatus = moves.map((move, place): HistoryEntry => {
    const change = own.find((each) => isSameMove(each, move));
    const stage = {
      label: labelOf(move.from, words),
      days: daysBetween(enteredAt(moves, place, past, present), move.at),
    };
    if (change) {
      merged.add(change);
      return { ...ofOwn(change, present), stage };
    }
    const line = { name: text('fieldStatus'), before: stage.label, after: labelOf(move.to, words) };
    return {
      ...{ id: move.id, at: move.at, who: move.userName || text('historySomeone'), lines: [line], stage },
      putBack: toPutBack({ status_id: move.from.id }, present),
    };
  });

  const others = own.filter((change) => !merged.has(change)).map((change) => ofOwn(change, present));
  const ofFields = (past.fieldsChanges?.changes ?? []).flatMap((change) =>
    ofFieldsChange(change, own, namesOf(past, present), present),
  );
  return [...ofStatus, ...others.filter(({ lines }) => lines.length > 0), ...ofFields].sort(
    (one, other) => other.at - one.at,
  );
}

/** Returns how long the deal has been in its present status. */
export function timeInPresentStage(past: DealPast, present: Present, now = Date.now()): TimeInStage {
  const statusId = String(valueIn(present.opportunity.values, 'status_id'));
  const moves = sortedMoves(past);
  const last = moves.at(-1);
  const since = !last || last.to.id === statusId ? enteredAt(moves, moves.length, past, present) : undefined;
  return { label: labelOf({ id: statusId, label: '' }, present.words), days: daysBetween(since, now) };
}

/** Returns the latest change to a status, undefined if Close does not tell it. */
export function lastMoveTo(
  statusId: FieldValue,
  { changes }: PastChanges<StatusChange>,
): StatusChange | undefined {
  const last = changes.toSorted((one, other) => one.at - other.at).at(-1);
  return last?.to.id === statusId ? last : undefined;
}

function sortedMoves({ statusChanges }: DealPast): StatusChange[] {
  return (statusChanges?.changes ?? []).toSorted((one, other) => one.at - other.at);
}

// When the deal entered the status that the move at this place ended; undefined where the list has a gap.
function enteredAt(
  moves: readonly StatusChange[],
  place: number,
  past: DealPast,
  { opportunity }: Present,
): number | undefined {
  const [previous, move] = [moves[place - 1], moves[place]];
  if (previous) return !move || previous.to.id === move.from.id ? previous.at : undefined;
  return past.statusChanges?.hasMore === false ? momentMs(opportunity.createdAt ?? '') : undefined;
}

function daysBetween(from: number | undefined, to: number): number | null {
  return from === undefined || from > to ? null : Math.floor((to - from) / dayMs);
}

function isSameMove({ before, after, at }: Change, { from, to, at: movedAt }: StatusChange): boolean {
  const isSame = valueIn(before, 'status_id') === from.id && valueIn(after, 'status_id') === to.id;
  return isSame && Math.abs(at - movedAt) < sameMomentMs;
}

function ofOwn(change: Change, present: Present): HistoryEntry {
  const { id, at, patch } = change;
  const lines = describeChange(change, present.words, present.opportunity.currency);
  return {
    ...{ id, at, who: text('historyThisDevice'), stage: null },
    lines: lines.map(({ name, before, after }) => ({ name, before, after })),
    putBack: toPutBack(undoOf(patch, change).patch, present),
  };
}

function ofFieldsChange(
  { id, at, userId, fields, before, after }: FieldsChange,
  own: readonly Change[],
  names: ReadonlyMap<string, string>,
  present: Present,
): HistoryEntry[] {
  const { words, opportunity, connection } = present;
  const ownNearby = own.filter(
    (change) => userId === connection.userId && Math.abs(change.at - at) < sameMomentMs,
  );
  const shown = fields.filter(
    (field) => isOfEditor(field, present) && !ownNearby.some((change) => Object.hasOwn(change.after, field)),
  );
  if (shown.length === 0) return [];
  const say = (field: string, values: Values) =>
    Object.hasOwn(values, field)
      ? describeValue(field, valueIn(values, field), words, opportunity.currency)
      : '';
  const withBefore = shown.filter((field) => Object.hasOwn(before, field));
  const pick = (values: Values) =>
    Object.fromEntries(withBefore.map((field) => [field, valueIn(values, field)]));
  const back = undoOf(pick(after), { before: pick(before), after: pick(after) }).patch;
  return [
    {
      ...{ id, at, stage: null },
      who: userId ? (names.get(userId) ?? text('historySomeone')) : text('historyNoPerson'),
      lines: shown.map((field) => ({
        name: fieldName(field, words),
        before: say(field, before),
        after: say(field, after),
      })),
      putBack: toPutBack(back, present),
    },
  ];
}

// Status changes have entries of their own, and the rest of Close's keys are computed from others.
function isOfEditor(field: string, { fields }: Present): boolean {
  if (field === 'status_id' || field === 'note_html') return false;
  return field === 'note' || field.startsWith('custom.') || fields.some(({ key }) => key === field);
}

function namesOf({ statusChanges }: DealPast, { words }: Present): ReadonlyMap<string, string> {
  const movers = (statusChanges?.changes ?? []).map(({ userId, userName }) => [userId, userName] as const);
  return new Map([...movers.filter(([id, name]) => id && name), ...(words.names ?? [])]);
}

function labelOf({ id, label }: PastStatus, { pipelines }: Words): string {
  return findStatus(pipelines, id)?.status.label || label || text('historyUnknownStatus');
}

function toPutBack(patch: Patch, { values, fields, words, isLocked }: Present): Patch | null {
  if (isLocked) return null;
  const possible = Object.entries(patch).filter(([key, value]) => {
    const field = fields.find(
      (each) => each.key === key || `${each.key}.add` === key || `${each.key}.remove` === key,
    );
    if (!field || field.lock) return false;
    if (field.key === 'status_id' && !findStatus(words.pipelines, value)) return false;
    if (field.key !== key) return true;
    return fits(field, value) && !isSameValue(key, value, valueIn(values, key));
  });
  return possible.length > 0 ? Object.fromEntries(possible) : null;
}

// The type of a field may have changed since an old value was stored.
function fits({ type, isMultiple }: Field, value: FieldValue): boolean {
  if (type === 'readonly' || type === 'append') return false;
  if (value === null) return true;
  if (isMultiple) return typeof value === 'object';
  return typeof value === (['percent', 'money', 'number'].includes(type) ? 'number' : 'string');
}
