import type { CustomField } from '../model/custom-field.ts';
import type { FieldValue, Patch, Values } from '../model/field-value.ts';
import type { Status } from '../model/pipeline.ts';
import { parseConfidence } from '../opportunity/confidence.ts';
import { dayOfDate, isDay, localDay } from '../opportunity/dates.ts';
import { type Entry, parseEntry, toPatch } from '../opportunity/entries.ts';
import type { Field } from '../opportunity/fields.ts';
import { formatAmount, parseAmount } from '../opportunity/money.ts';
import { isSameValue, valueIn } from '../opportunity/values.ts';

/** Answers in the dialog that precedes marking a deal won or lost, as typed. */
export type Closing = {
  status: Status;
  /** Used for a won deal only, because Close sets the date of a lost one. */
  day: string;
  amount: string;
  confidence: string;
  /** The custom field that the user wants to be asked for, if any, and its entry. */
  reason: { field: Field; entry: Entry } | null;
  /** Further values to save, if a quick action changes more than the status. */
  others?: Patch;
};

/** Types of custom fields that can say why a deal was won or lost. */
const reasonTypes = ['choices', 'text', 'textarea'];

/** Returns whether a custom field can be asked for as a reason. */
export function canBeReason({ type }: Pick<CustomField, 'type'>): boolean {
  return reasonTypes.includes(type);
}

/** Finds the field to ask for; undefined if it no longer exists or cannot be edited. */
export function findReason(
  { type }: Status,
  fields: readonly Field[],
  chosen: { won: string; lost: string } | undefined,
): Field | undefined {
  if (!chosen || type === 'active') return undefined;
  return fields.find((field) => field.key === `custom.${chosen[type]}` && !field.lock && canBeReason(field));
}

/**
 * Returns the questions with their initial answers: the quick action's values, else today and the deal's value. The won
 * date is always sent, because Close would otherwise keep an old estimate as the date the deal was won.
 */
export function startClosing(
  status: Status,
  values: Values,
  now: Date,
  reason: Closing['reason'],
  requested: Patch = {},
): Closing {
  const { status_id: _status, date_won: date, value: amount, confidence, ...others } = requested;
  const value = amount ?? valueIn(values, 'value');
  return {
    status,
    others,
    day: dayOfDate(date) || localDay(now),
    amount: typeof value === 'number' ? formatAmount(value) : '',
    confidence: String(confidence ?? (status.type === 'won' ? 100 : 0)),
    reason,
  };
}

/** Returns for each answer whether it is invalid. */
export function closingProblems({ status, day, amount, confidence, reason }: Closing, currency: string) {
  const parsed = reason && parseEntry(reason.field, reason.entry, { currency });
  return {
    reason: parsed?.ok === false,
    day: status.type === 'won' && !isDay(day),
    amount: amount.trim() !== '' && parseAmount(amount, currency) === undefined,
    confidence: parseConfidence(confidence) === undefined,
  };
}

/** Returns the changed values that close a deal, or undefined while an answer is invalid. */
export function closingPatch(closing: Closing, values: Values, currency: string): Patch | undefined {
  const problems = closingProblems(closing, currency);
  if (Object.values(problems).includes(true)) return undefined;
  const amount = closing.amount.trim() === '' ? undefined : parseAmount(closing.amount, currency);
  const patch: Record<string, FieldValue> = {
    ...closing.others,
    status_id: closing.status.id,
    ...(closing.status.type === 'won' && { date_won: closing.day }),
  };
  const optional = { confidence: parseConfidence(closing.confidence), value: amount };
  for (const [key, answer] of Object.entries(optional)) {
    if (answer !== undefined && !isSameValue(key, answer, valueIn(values, key))) patch[key] = answer;
  }
  const { reason } = closing;
  if (!reason) return patch;
  return {
    ...patch,
    ...toPatch([reason.field], { [reason.field.key]: reason.entry }, values, { currency }).patch,
  };
}
