import type { FieldValue } from '../model/field-value.ts';
import type { DateUnit } from '../model/quick-action.ts';
import { dayOfDate } from '../opportunity/dates.ts';
import { maxMove, moveDay } from '../quick-actions/move-date.ts';

/** Returns the day that a move of a date ends on; undefined without a date, and beyond the limit of a quick action. */
export function movedDay(date: FieldValue, { by, unit }: { by: number; unit: DateUnit }): string | undefined {
  return Math.abs(by) > maxMove ? undefined : moveDay(dayOfDate(date), by, unit);
}
