import { canonicalJson } from '../base/canonical-json.ts';
import type { Connection } from '../model/connection.ts';
import type { CustomField } from '../model/custom-field.ts';
import type { FieldValue, Patch, Values } from '../model/field-value.ts';
import type { Opportunity } from '../model/opportunity.ts';
import type { PeopleKind, Person } from '../model/person.ts';
import type { Pipeline } from '../model/pipeline.ts';
import type { FieldChange } from '../model/quick-action.ts';
import { isSameValue } from '../opportunity/values.ts';

/** Everything that a line is read with. */
export type LineContext = {
  /** The deal, with the values that the user sees. */
  opportunity: Opportunity;
  catalog: { pipelines: readonly Pipeline[]; customFields: readonly CustomField[] };
  connection: Pick<Connection, 'userId' | 'roleId' | 'editsOthers'>;
  /** Undefined while a list is not loaded. */
  people: Readonly<Record<PeopleKind, readonly Person[] | undefined>>;
  now: Date;
  /** Decides the order of dates and the marks of numbers. */
  locale: string;
};

/** One meaning of a piece of a line: a change of one field, as in a quick action. */
export type Reading = { field: string; change: FieldChange };

/** Why a piece cannot be used; each reason has its own sentence. */
export type LineProblem =
  | 'unknown'
  | 'ambiguous'
  | 'empty'
  | 'twice'
  | 'locked'
  | 'not-a-percent'
  | 'not-an-amount'
  | 'other-currency'
  | 'not-a-number'
  | 'not-a-day'
  | 'not-a-time'
  | 'past-close'
  | 'future-won'
  | 'lost-date'
  | 'no-date'
  | 'not-offered'
  | 'no-person'
  | 'people-loading'
  | 'too-long';

/** What can be put in the place of a piece: a change, or a text to type on with. */
export type LineChoice = Reading | { text: string };

/** A piece of the line, from `start` up to `end`. */
export type LinePart = { start: number; end: number } & (
  | (Reading & {
      kind: 'change' /** Other readings, which the user's locale makes unlikely. */;
      others: Reading[];
    })
  | { kind: 'problem'; problem: LineProblem; field?: string; choices: LineChoice[] }
);

/** A line and what it changes. */
export type Line = {
  parts: readonly LinePart[];
  /** The values that the understood parts write, without those that the deal already has. */
  patch: Patch;
  /** What the user saw in the fields of the patch. */
  base: Values;
  /** Whether every word is understood and there is a change, so that the line may be saved. */
  isReady: boolean;
};

/** What a run of words can mean, or why it means nothing. */
export type Found =
  | { readings: Reading[]; others?: Reading[] }
  | { problem: LineProblem; choices?: LineChoice[]; field?: string };

/** Returns the reading that sets a field to a value. */
export function setting(field: string, value: FieldValue): Reading {
  return { field, change: { how: 'set', value } };
}

/** Returns whether two readings change the same field in the same way. */
export function isSameReading(one: Reading, other: Reading): boolean {
  if (one.field !== other.field) return false;
  const [first, second] = [one.change, other.change];
  if (first.how === 'set' && second.how === 'set') return isSameValue(one.field, first.value, second.value);
  return canonicalJson(first) === canonicalJson(second);
}

/** Returns the understood parts. */
export function readingsOf({ parts }: Pick<Line, 'parts'>): Reading[] {
  return parts.flatMap((part) => (part.kind === 'change' ? { field: part.field, change: part.change } : []));
}
