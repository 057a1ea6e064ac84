import type { Opportunity, ValuePeriod, World } from '../types.ts';

const SUFFIXES: Record<ValuePeriod, string> = { one_time: '', monthly: ' monthly', annual: ' annual' };

/** The value as Close shows it, such as `$12,500` or `€900.50 monthly`; empty for null and 0. */
export function formatValue(world: World, opportunity: Opportunity): string {
  const { value, valueCurrency, valuePeriod } = opportunity;
  if (!value) return '';
  const currency = { style: 'currency', currency: valueCurrency } as const;
  const digits = new Intl.NumberFormat('en-US', currency).resolvedOptions().maximumFractionDigits ?? 2;
  const units = value / (digits === 0 ? world.zeroDecimalFactor : 100);
  const shownDigits = Number.isInteger(units) ? 0 : digits;
  const format = new Intl.NumberFormat('en-US', {
    ...currency,
    minimumFractionDigits: shownDigits,
    maximumFractionDigits: shownDigits,
  });
  return format.format(units) + SUFFIXES[valuePeriod];
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
