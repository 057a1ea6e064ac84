import { localDay } from '../opportunity/dates.ts';
import type { DateUnit } from './quick-action.ts';

/** How far a date may be moved, in any unit: ten years of months, and short of the end of the calendar. */
export const farthestMove = 120;

/** A day moved by so many units. A month later than 31 January is the last day of February. */
export function moveDay(day: string, by: number, unit: DateUnit): string {
  const date = new Date(`${day}T00:00:00Z`);
  const wished = date.getUTCDate();
  if (unit === 'month') {
    // By way of the next month's day 0, which is the last of the one meant.
    date.setUTCMonth(date.getUTCMonth() + by + 1, 0);
    date.setUTCDate(Math.min(wished, date.getUTCDate()));
  } else date.setUTCDate(wished + by * (unit === 'week' ? 7 : 1));
  return date.toISOString().slice(0, 10);
}

/** A moment moved by so many units: its day where the user is moves, its time of day there stays. */
export function moveMoment(moment: string, by: number, unit: DateUnit): string {
  const at = new Date(moment);
  const [year = 0, month = 0, date = 0] = moveDay(localDay(at), by, unit).split('-').map(Number);
  at.setFullYear(year, month - 1, date);
  return at.toISOString();
}
