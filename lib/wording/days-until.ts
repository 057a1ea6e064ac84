const dayMs = 24 * 60 * 60 * 1000;

/** Returns how far a day is from the user's today: "in 14 days", "tomorrow", "2 months ago"; "" for no day. */
export function daysUntil(day: string, now: Date): string {
  const days = Math.round(
    (Date.parse(day) - Date.UTC(now.getFullYear(), now.getMonth(), now.getDate())) / dayMs,
  );
  if (Number.isNaN(days)) return '';
  const format = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });
  if (Math.abs(days) < 60) return format.format(days, 'day');
  const months = Math.trunc(days / 30.44);
  return Math.abs(months) < 24
    ? format.format(months, 'month')
    : format.format(Math.trunc(days / 365.25), 'year');
}
