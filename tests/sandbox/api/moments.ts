import type { Moment, World } from '../types.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const DATE_TIME = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:?\d{2})?$/;

/** Milliseconds since 1970 as Close writes a moment: microseconds and `+00:00`. */
function formatMoment(milliseconds: number): Moment {
  return new Date(milliseconds).toISOString().replace('Z', '000+00:00');
}

/** Now, but always at least one millisecond after the previous moment, so that every change is seen as one. */
export function nextMoment(world: World, previous: Moment): Moment {
  return formatMoment(Math.max(world.now(), Date.parse(previous) + 1));
}

/** The start of the caller's today; `x-tz-offset` is in hours, signed, with decimals (India 5.5). */
export function startOfToday(world: World, offsetHeader: string | undefined): Moment {
  const offset = Number(offsetHeader ?? 0);
  const hours = Number.isFinite(offset) ? offset : 0;
  const day = new Date(world.now() + hours * 3_600_000).toISOString().slice(0, 10);
  return `${day}T00:00:00+00:00`;
}

/** Whether the text is a day of the calendar, `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  if (!DAY.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** Returns whether the text is a date and time, with an offset if one is required. */
export function isDateTime(text: string, needsOffset: boolean): boolean {
  const match = DATE_TIME.exec(text);
  if (!match || !isDay(text.slice(0, 10)) || Number.isNaN(Date.parse(text))) return false;
  return !needsOffset || match[3] !== undefined;
}

/** The UTC day of a day or a date and time, the only form in which a close date is answered. */
export function toDay(text: string): string {
  return isDay(text) ? text : normalizeMoment(text).slice(0, 10);
}

/** The day before. */
export function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

/** A day or a date and time as it is stored: in UTC, midnight without a fraction. Moments without offset are UTC. */
export function normalizeMoment(text: string): Moment {
  if (isDay(text)) return `${text}T00:00:00+00:00`;
  const withOffset = /(Z|[+-]\d{2}:?\d{2})$/.test(text) ? text : `${text}Z`;
  return formatMoment(Date.parse(withOffset)).replace('T00:00:00.000000', 'T00:00:00');
}
