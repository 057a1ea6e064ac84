import type { DateUnit } from '../model/quick-action.ts';
import { isDay, localDay, toIso } from '../opportunity/dates.ts';

/** Limits how far a date may be moved, in any unit. */
export const maxMove = 120;

/**
 * Moves a day by days, weeks or months; 31 January plus a month is the last day of February. Undefined after the year
 * 9999, because Close takes no later date.
 */
export function moveDay(day: string, by: number, unit: DateUnit): string | undefined {
  const date = new Date(`${day}T00:00:00Z`);
  const dayOfMonth = date.getUTCDate();
  if (unit === 'month') {
    // Uses day 0 of the next month, which is the last day of the target month.
    date.setUTCMonth(date.getUTCMonth() + by + 1, 0);
    date.setUTCDate(Math.min(dayOfMonth, date.getUTCDate()));
  } else date.setUTCDate(dayOfMonth + by * (unit === 'week' ? 7 : 1));
  const moved = toIso(date)?.slice(0, 10) ?? '';
  return isDay(moved) ? moved : undefined;
}

/** Moves a moment by days, weeks or months in the user's time zone and keeps its time of day. Undefined as above. */
export function moveMoment(moment: string, by: number, unit: DateUnit): string | undefined {
  const at = new Date(moment);
  const day = moveDay(localDay(at), by, unit);
  if (day === undefined) return undefined;
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  at.setFullYear(year, month - 1, date);
  return toIso(at);
}
