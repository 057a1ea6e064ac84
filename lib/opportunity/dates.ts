/** Hours that a place is ahead of UTC at a moment, decimals included: India 5.5, New York in winter -5. */
export function timeZoneOffsetHours(at: Date): number {
  return -at.getTimezoneOffset() / 60;
}

/** The calendar day where the user is, `YYYY-MM-DD`. */
export function localDay(at: Date): string {
  const pad = (part: number) => String(part).padStart(2, '0');
  return `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`;
}

/** The day of a stored date or date-time, "" where there is none. */
export function dayOfDate(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 10) : '';
}

/** A date as ISO text, undefined where it is invalid or too far away: `toISOString` throws for it. */
export function toIso(date: Date): string | undefined {
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** Whether a text is a day that exists: 2026-02-30 does not. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** "12 Dec", with the year where it is another one. */
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
