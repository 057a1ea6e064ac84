import type { FieldValue, Patch, Values } from '../model/field-value.ts';
import type { Status } from '../model/pipeline.ts';
import type { Stages } from '../model/stages.ts';
import { parseConfidence } from '../opportunity/confidence.ts';
import { dayOfDate, isDay, localDay } from '../opportunity/dates.ts';
import { type Entry, parseEntry, toEntry, toPatch } from '../opportunity/entries.ts';
import type { Field } from '../opportunity/fields.ts';
import { isFilledIn, stageRequest } from '../opportunity/stage-request.ts';
import { applyPatch, isSameValue, splitKey, valueIn } from '../opportunity/values.ts';

/** One field in the dialog, with its entry. */
export type Question = { field: Field; entry: Entry; isRequired: boolean };

/** Answers in the dialog that precedes moving a deal to a status, as typed. */
export type Move = {
  status: Status;
  /** A line that explains the questions, "" for none. */
  hint: string;
  /** Used for a won deal only, because Close sets the date of a lost one. */
  day: string;
  /** Null if the status does not ask for the confidence. */
  confidence: string | null;
  questions: readonly Question[];
  /** Whether the user has pressed the button while a required field was empty, which is then said at the field. */
  isTried: boolean;
  /** Further values to save with the status. */
  others: Patch;
  /** Called when the answers are saved. */
  onConfirmed?: (() => void) | undefined;
};

type Shown = {
  /** The shown values, with choices that are not saved. */
  values: Values;
  /** The values that Close has or is about to have. */
  expected: Values;
  fields: readonly Field[];
  /** The entry of a field as typed, else its value. */
  entryOf(field: Field): Entry;
  /** The confidence that the user has typed and not saved. */
  typedConfidence: FieldValue;
};

/**
 * Returns the questions with their initial answers, or null if the status asks for nothing: the value that the change requests, else the typed one, else the deal's.
 * Won and Lost ask for value and confidence too. The date of a win is always sent, because Close would otherwise keep an
 * old estimate as the date the deal was won.
 */
export function startMove(
  status: Status,
  patch: Patch,
  { values, expected, fields, entryOf, typedConfidence }: Shown,
  stages: Stages,
  now: Date,
): Move | null {
  const request = stageRequest(status, { values: expected, fields, patch }, stages);
  if (status.type === 'active' && !request.asks) return null;
  const { fields: requested, confidence: suggested, hint } = request;
  const { status_id: _status, confidence, ...given } = patch;
  const { date_won: date, ...undated } = given;
  const isClosing = status.type !== 'active';
  // The date of an active deal is its estimated close; a win has its own question, and a loss takes no date.
  const rest = isClosing ? undated : given;
  const amount = isClosing && fields.find((field) => field.type === 'money' && !field.lock);
  const isAsked = (key: string) => requested.some(({ field }) => field.key === key);
  const asked = [
    ...(amount && !isAsked(amount.key) ? [{ field: amount, isRequired: false }] : []),
    ...requested,
  ];
  const after = applyPatch(rest, values);
  const isInDialog = (key: string) => asked.some(({ field }) => field.key === splitKey(key).field);
  return {
    status,
    hint,
    day: dayOfDate(date) || localDay(now),
    confidence: initialConfidence(status, confidence ?? typedConfidence ?? suggested),
    questions: asked.map(({ field, isRequired }) => ({
      field,
      isRequired,
      entry: Object.hasOwn(after, field.key)
        ? toEntry(field, valueIn(after, field.key))
        : isAsked(field.key)
          ? entryOf(field)
          : toEntry(field, valueIn(values, field.key)),
    })),
    isTried: false,
    others: Object.fromEntries(Object.entries(rest).filter(([key]) => !isInDialog(key))),
  };
}

function initialConfidence({ type }: Status, percent: FieldValue): string | null {
  if (percent !== null) return String(percent);
  return type === 'active' ? null : type === 'won' ? '100' : '0';
}

/** Problems of the answers: `missing` holds keys of empty required fields, `invalid` of those that cannot be read. */
export type MoveProblems = {
  day: boolean;
  confidence: boolean;
  invalid: readonly string[];
  missing: readonly string[];
};

/** Returns the problems of the answers. */
export function moveProblems({ status, day, confidence, questions }: Move, currency: string): MoveProblems {
  const read = questions.map(({ field, entry, isRequired }) => {
    const parsed = parseEntry(field, entry, { currency });
    return { key: field.key, isRequired, parsed };
  });
  return {
    day: status.type === 'won' && !isDay(day),
    confidence: confidence !== null && parseConfidence(confidence) === undefined,
    invalid: read.flatMap(({ key, parsed }) => (parsed.ok ? [] : [key])),
    missing: read.flatMap(({ key, isRequired, parsed }) =>
      isRequired && parsed.ok && !isFilledIn(key, parsed.value) ? [key] : [],
    ),
  };
}

/** Returns the changed values that move the deal, or undefined while an answer is invalid or missing. */
export function movePatch(move: Move, values: Values, currency: string): Patch | undefined {
  const problems = moveProblems(move, currency);
  if (problems.day || problems.confidence || problems.invalid.length + problems.missing.length > 0)
    return undefined;
  const { status, day, confidence, questions, others } = move;
  const percent = confidence === null ? undefined : parseConfidence(confidence);
  const answered = questions.filter(({ field, entry }) => !isLeftEmpty(field, entry));
  const entries = Object.fromEntries(answered.map(({ field, entry }) => [field.key, entry]));
  const fields = answered.map(({ field }) => field);
  return {
    ...others,
    status_id: status.id,
    ...(status.type === 'won' && { date_won: day }),
    ...(percent !== undefined &&
      !isSameValue('confidence', percent, valueIn(values, 'confidence')) && { confidence: percent }),
    ...toPatch(fields, entries, values, { currency }).patch,
  };
}

// An empty amount is left as it is, because Close has no empty one and 0 would be another statement.
function isLeftEmpty({ type }: Field, entry: Entry): boolean {
  return type === 'money' && typeof entry === 'string' && entry.trim() === '';
}
