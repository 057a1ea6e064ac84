/** Returns the offset of the user's time zone from UTC in hours: India 5.5, New York in winter -5. */
export function timeZoneOffsetHours(at: Date): number {
  return -at.getTimezoneOffset() / 60;
}

/** Returns the day in the user's time zone, `YYYY-MM-DD`. */
export function localDay(at: Date): string {
  const pad = (part: number) => String(part).padStart(2, '0');
  return `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`;
}

/** Returns the day of a stored date or date-time, "" if there is none. */
export function dayOfDate(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 10) : '';
}

/** Returns a date as ISO text; undefined if it is invalid, because `toISOString` would throw. */
export function toIso(date: Date): string | undefined {
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** Returns whether a text is an existing day: 2026-02-30 is not. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** Formats a day as "12 Dec", with the year unless it is the current one. */
export function formatDay(day: string, now: Date): string {
  const date = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return day;
  const year = date.getUTCFullYear() === now.getFullYear() ? {} : ({ year: 'numeric' } as const);
  return new Intl.DateTimeFormat(undefined, {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
    ...year,
  }).format(date);
}
