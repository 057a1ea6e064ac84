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

/** Returns the epoch milliseconds of a moment with a time and an offset, `2026-11-24T10:00:00+00:00`; undefined otherwise. */
export function momentMs(text: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(text)) return undefined;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? undefined : ms;
}

/** First and last day that can be typed, so that "26" does not become the year 26. */
export const firstDay = '1900-01-01';
export const lastDay = '2199-12-31';

/** Returns whether a text is an existing day that can be typed: 2026-02-30 is not, and 0026-02-03 neither. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || text < firstDay || text > lastDay) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

// With and without the year. Creating a format takes far longer than using it, and a table does so in every row.
const dayFormats = new Map<boolean, Intl.DateTimeFormat>();

/** Formats a day as "12 Dec", with the year unless it is the current one. */
export function formatDay(day: string, now: Date): string {
  const date = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return day;
  const hasYear = date.getUTCFullYear() !== now.getFullYear();
  const year = hasYear ? ({ year: 'numeric' } as const) : {};
  const format =
    dayFormats.get(hasYear) ??
    new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', timeZone: 'UTC', ...year });
  dayFormats.set(hasYear, format);
  return format.format(date);
}

/** Formats a day with its year, "Dec 12, 2026"; other text stays as it is. */
export function formatFullDay(day: string): string {
  if (!isDay(day)) return day;
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );
}

/** Formats a moment in the user's time zone and way of writing: "Dec 12, 2026, 3:30 PM"; other text stays as it is. */
export function formatMoment(text: string): string {
  const ms = momentMs(text);
  if (ms === undefined) return text;
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' }).format(ms);
}
