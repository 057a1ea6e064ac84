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
  // "yesterday" would be wrong for 26 hours that span two midnights; "this minute" is always right.
  const numeric = unit === 'minute' && count === 0 ? 'auto' : 'always';
  return new Intl.RelativeTimeFormat(undefined, { numeric }).format(-count, unit);
}
