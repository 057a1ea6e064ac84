import type { CustomField } from '../model/custom-field.ts';
import type { FieldValue, Patch, Values } from '../model/field-value.ts';
import type { Status } from '../model/pipeline.ts';
import { parseConfidence } from '../opportunity/confidence.ts';
import { dayOfDate, isDay, localDay } from '../opportunity/dates.ts';
import { type Entry, parseEntry, toPatch } from '../opportunity/entries.ts';
import type { Field } from '../opportunity/fields.ts';
import { formatAmount, parseAmount } from '../opportunity/money.ts';
import { isSameValue, valueIn } from '../opportunity/values.ts';

/** What is asked before a deal is marked won or lost, as typed. */
export type Closing = {
  status: Status;
  /** Asked of a won deal only: Close keeps a date of its own for a lost one. */
  day: string;
  amount: string;
  confidence: string;
  /** The custom field that the user wants to be asked for, if any, and what stands in it. */
  reason: { field: Field; entry: Entry } | null;
  /** What else is saved with it, where a quick action asks for more than the status. */
  others?: Patch;
};

/** Types of custom fields that can say why a deal was won or lost. */
const reasonTypes = ['choices', 'text', 'textarea'];

/** Whether a custom field can be asked for as a reason. */
export function canBeReason({ type }: Pick<CustomField, 'type'>): boolean {
  return reasonTypes.includes(type);
}

/** The field to ask for; none where it has vanished or may not be edited. */
export function findReason(
  { type }: Status,
  fields: readonly Field[],
  chosen: { won: string; lost: string } | undefined,
): Field | undefined {
  if (!chosen || type === 'active') return undefined;
  return fields.find((field) => field.key === `custom.${chosen[type]}` && !field.lock && canBeReason(field));
}

/**
 * The questions with their first answers. The date of winning is today's and is always sent: Close would otherwise keep an
 * old estimate as the date the deal was won. What a quick action wishes stands there instead.
 */
export function startClosing(
  status: Status,
  values: Values,
  currency: string,
  now: Date,
  reason: Closing['reason'],
  wished: Patch = {},
): Closing {
  const { status_id: _status, date_won: date, value: amount, confidence, ...others } = wished;
  const value = amount ?? valueIn(values, 'value');
  return {
    ...{ status, others },
    day: dayOfDate(date) || localDay(now),
    amount: typeof value === 'number' ? formatAmount(value, currency) : '',
    confidence: String(confidence ?? (status.type === 'won' ? 100 : 0)),
    reason,
  };
}

/** Which answers cannot be sent. */
export function closingProblems({ status, day, amount, confidence, reason }: Closing, currency: string) {
  const parsed = reason && parseEntry(reason.field, reason.entry, { currency });
  return {
    reason: parsed?.ok === false,
    day: status.type === 'won' && !isDay(day),
    amount: amount.trim() !== '' && parseAmount(amount, currency) === undefined,
    confidence: parseConfidence(confidence) === undefined,
  };
}

/** The save that closes a deal, or undefined while an answer cannot be sent. Only what changes is in it. */
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
  for (const [key, wished] of Object.entries(optional)) {
    if (wished !== undefined && !isSameValue(key, wished, valueIn(values, key))) patch[key] = wished;
  }
  const { reason } = closing;
  if (!reason) return patch;
  return {
    ...patch,
    ...toPatch([reason.field], { [reason.field.key]: reason.entry }, values, { currency }).patch,
  };
}
