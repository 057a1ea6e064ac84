import type { Opportunity } from '../../lib/model/opportunity.ts';
import { dayOfDate, formatDay } from '../../lib/opportunity/dates.ts';
import { formatMoney, isAmountClear } from '../../lib/opportunity/money.ts';
import type { findStatus } from '../../lib/opportunity/opportunity.ts';
import { valueIn } from '../../lib/opportunity/values.ts';
import { periodName } from '../../lib/wording/describe-change.ts';
import { text } from '../../lib/wording/text.ts';

/** Returns a deal in one line: amount, period, pipeline, date and owner, as far as they are loaded; `closing` is the date. */
export function summaryOf(
  opportunity: Opportunity,
  found: ReturnType<typeof findStatus>,
): { amount: string; closing: string; rest: string[] } {
  const { values, currency, ownerName, valueFormatted } = opportunity;
  const stored = valueIn(values, 'value');
  const value = typeof stored === 'number' ? stored : null;
  const isClear = isAmountClear(value, currency, valueFormatted);
  const period = valueIn(values, 'value_period');
  const day = dayOfDate(valueIn(values, 'date_won'));
  const type = found?.status.type;
  // The date is omitted for a lost deal, because it is only the old estimate.
  const dated = type === 'won' ? 'closed' : 'closes';
  const closing = day && type !== 'lost' ? text(dated, formatDay(day, new Date())) : '';
  const rest = [
    value !== null && isClear && typeof period === 'string' ? periodName(period) : '',
    found?.pipeline.name ?? '',
    closing,
    ownerName,
  ];
  return {
    amount: amountText(),
    closing,
    rest: rest.filter((part) => part !== ''),
  };

  // Close's own text names the period too.
  function amountText(): string {
    if (value === null) return text('notSet');
    return isClear ? formatMoney(value, currency) : valueFormatted;
  }
}
