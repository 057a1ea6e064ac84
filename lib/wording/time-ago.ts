import { text } from './text.ts';

const minuteMs = 60_000;
const units = [
  ['minute', minuteMs],
  ['hour', 60 * minuteMs],
  ['day', 24 * 60 * minuteMs],
  ['month', 30 * 24 * 60 * minuteMs],
  ['year', 365 * 24 * 60 * minuteMs],
] as const;

/**
 * Returns how long ago a moment was, in its largest full unit: "2 days ago". A moment in the future counts as now,
 * because clocks differ; "" where it cannot be read, because `Intl` throws for it.
 */
export function timeAgo(moment: string, now = Date.now()): string {
  const passedMs = Math.max(0, now - Date.parse(moment));
  if (Number.isNaN(passedMs)) return '';
  const [unit, unitMs] = units.findLast(([, length]) => passedMs >= length) ?? units[0];
  const count = Math.floor(passedMs / unitMs);
  if (count === 0) return text('justNow');
  // Always a number, because "yesterday" would be wrong for 26 hours that span two midnights.
  return new Intl.RelativeTimeFormat(undefined, { numeric: 'always' }).format(-count, unit);
}
