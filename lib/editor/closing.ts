import { parseConfidence } from '../opportunity/confidence.ts';
import { dayOfDate, isDay, localDay, toCloseDate } from '../opportunity/dates.ts';
import { formatAmount, parseAmount } from '../opportunity/money.ts';
import type { FieldValue, Patch, Status, Values } from '../opportunity/opportunity.ts';
import { isSameValue, valueIn } from '../opportunity/values.ts';

/** What is asked before a deal is marked won or lost, as typed. */
export type Closing = {
  status: Status;
  day: string;
  amount: string;
  confidence: string;
  /** What else is saved with it, where a quick action asks for more than the status. */
  others?: Patch;
};

/**
 * The questions with their first answers. The date is today's and is always sent: Close would otherwise keep an old
 * estimate as the date the deal was won. What a quick action wishes stands there instead.
 */
export function startClosing(
  status: Status,
  values: Values,
  currency: string,
  now: Date,
  wished: Patch = {},
): Closing {
  const { status_id: _status, date_won: date, value: amount, confidence, ...others } = wished;
  const value = amount ?? valueIn(values, 'value');
  return {
    ...{ status, others },
    day: dayOfDate(date) || localDay(now),
    amount: typeof value === 'number' ? formatAmount(value, currency) : '',
    confidence: String(confidence ?? (status.type === 'won' ? 100 : 0)),
  };
}

/** Which answers cannot be sent. */
export function closingProblems({ day, amount, confidence }: Closing, currency: string) {
  return {
    day: !isDay(day),
    amount: amount.trim() !== '' && parseAmount(amount, currency) === undefined,
    confidence: parseConfidence(confidence) === undefined,
  };
}

/** The save that closes a deal, or undefined while an answer cannot be sent. Only what changes is in it. */
export function closingPatch(closing: Closing, values: Values, currency: string): Patch | undefined {
  const problems = closingProblems(closing, currency);
  if (problems.day || problems.amount || problems.confidence) return undefined;
  const amount = closing.amount.trim() === '' ? undefined : parseAmount(closing.amount, currency);
  const patch: Record<string, FieldValue> = {
    ...closing.others,
    status_id: closing.status.id,
    date_won: toCloseDate(closing.day),
  };
  const optional = { confidence: parseConfidence(closing.confidence), value: amount };
  for (const [key, wished] of Object.entries(optional)) {
    if (wished !== undefined && !isSameValue(key, wished, valueIn(values, key))) patch[key] = wished;
  }
  return patch;
}
