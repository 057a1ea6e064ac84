import type { Opportunity, ValuePeriod, World } from '../types.ts';

const SUFFIXES: Record<ValuePeriod, string> = { one_time: '', monthly: ' monthly', annual: ' annual' };

/** The value as Close shows it, such as `$12,500` or `€900.50 monthly`; empty for null and 0. */
export function formatValue(world: World, opportunity: Opportunity): string {
  const { value, valueCurrency, valuePeriod } = opportunity;
  if (!value) return '';
  const digits = formatOf(valueCurrency).resolvedOptions().maximumFractionDigits ?? 2;
  const units = value / (digits === 0 ? world.zeroDecimalFactor : 100);
  return formatOf(valueCurrency, Number.isInteger(units) ? 0 : digits).format(units) + SUFFIXES[valuePeriod];
}

// Kept, because making a format takes longer than the rest of an answer.
const formats = new Map<string, Intl.NumberFormat>();

/** The format of a currency, with its usual number of decimals or with `decimals`. */
function formatOf(currency: string, decimals?: number): Intl.NumberFormat {
  const name = `${currency} ${decimals}`;
  const format =
    formats.get(name) ??
    new Intl.NumberFormat('en-US', {
      ...{ style: 'currency', currency },
      ...(decimals !== undefined && { minimumFractionDigits: decimals, maximumFractionDigits: decimals }),
    });
  formats.set(name, format);
  return format;
}

/** Value × confidence, in minor units, rounded; null without a value. */
export function expectedValue(value: number | null, confidence: number): number | null {
  return value === null ? null : Math.round((value * confidence) / 100);
}

/** What the value makes in a year, in minor units; a one-time value counts as it is. */
export function annualizedValue(value: number | null, period: ValuePeriod): number | null {
  if (value === null) return null;
  return period === 'monthly' ? value * 12 : value;
}
