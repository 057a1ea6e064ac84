import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { DateUnit } from '../../../lib/model/quick-action.ts';
import { isDay } from '../../../lib/opportunity/dates.ts';
import { maxMove, moveDay, moveMoment } from '../../../lib/quick-actions/move-date.ts';

const zone = process.env.TZ;
afterEach(() => {
  // Deleted, because assigning undefined would set the string "undefined".
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

/** Moves a day by a distance small enough to be valid. */
const moved = (...move: Parameters<typeof moveDay>) => String(moveDay(...move));

const days = fc
  .date({ min: new Date('1920-01-01'), max: new Date('2180-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const moves = fc.integer({ min: -maxMove, max: maxMove });
const units = fc.constantFrom<DateUnit>('day', 'week', 'month');

describe('moveDay', () => {
  it.each([
    ['2026-12-12', 1, 'week', '2026-12-19'],
    ['2026-12-28', 1, 'week', '2027-01-04'],
    ['2026-03-01', -1, 'day', '2026-02-28'],
    ['2026-12-12', 1, 'month', '2027-01-12'],
    ['2026-01-31', 1, 'month', '2026-02-28'],
    ['2028-01-31', 1, 'month', '2028-02-29'],
    ['2026-03-31', -1, 'month', '2026-02-28'],
    ['2026-08-31', 13, 'month', '2027-09-30'],
    ['2028-02-29', 12, 'month', '2029-02-28'],
    ['2026-01-15', -13, 'month', '2024-12-15'],
  ] as const)('moves %s by %i %s to %s', (day, by, unit, moved) => {
    expect(moveDay(day, by, unit)).toBe(moved);
  });

  it('always returns an existing day', () => {
    fc.assert(fc.property(days, moves, units, (day, by, unit) => isDay(moved(day, by, unit))));
  });

  it('is reversible for days and weeks, and up to three days early after moving months there and back', () => {
    fc.assert(
      fc.property(days, moves, units, (day, by, unit) => {
        const back = moved(moved(day, by, unit), -by, unit);
        const early = (Date.parse(day) - Date.parse(back)) / 86_400_000;
        expect(early).toBeGreaterThanOrEqual(0);
        expect(early).toBeLessThanOrEqual(unit === 'month' ? 3 : 0);
      }),
    );
  });

  it('returns the same day of the requested month, or the last day of it', () => {
    fc.assert(
      fc.property(days, moves, (day, by) => {
        const later = moved(day, by, 'month');
        const monthsOf = (each: string) => Number(each.slice(0, 4)) * 12 + Number(each.slice(5, 7));
        expect(monthsOf(later) - monthsOf(day)).toBe(by);
        if (later.slice(8) !== day.slice(8)) expect(moved(later, 1, 'day').slice(8)).toBe('01');
      }),
    );
  });
});

describe('moveMoment', () => {
  it('keeps the local time of day across a daylight saving change', () => {
    process.env.TZ = 'Europe/Berlin';
    expect(moveMoment('2026-10-24T08:30:00Z', 1, 'week')).toBe('2026-10-31T09:30:00.000Z');
    expect(moveMoment('2026-03-28T08:30:00Z', 1, 'day')).toBe('2026-03-29T07:30:00.000Z');
  });

  it("counts from the user's local day, which differs from UTC late in the evening", () => {
    process.env.TZ = 'America/New_York';
    // 31 January there, 1 February in UTC.
    expect(moveMoment('2026-02-01T02:00:00Z', 1, 'month')).toBe('2026-03-01T02:00:00.000Z');
    process.env.TZ = 'Pacific/Auckland';
    // 31 January there, 30 January in UTC.
    expect(moveMoment('2026-01-30T20:00:00Z', 1, 'month')).toBe('2026-02-27T20:00:00.000Z');
  });
});
