import { afterEach, describe, expect, it } from 'vitest';
import {
  dayOfDate,
  firstDay,
  formatDay,
  formatFullDay,
  formatMoment,
  isDay,
  lastDay,
  localDay,
  momentMs,
  timeZoneOffsetHours,
  toIso,
} from '../../../lib/opportunity/dates.ts';

const zone = process.env.TZ;
afterEach(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

describe('the time zone of the user', () => {
  it.each([
    ['Asia/Kolkata', 5.5, '2026-01-06'],
    ['America/New_York', -5, '2026-01-05'],
    ['UTC', 0, '2026-01-05'],
  ])('%s is %d hours from UTC, and decides the day', (name, hours, day) => {
    process.env.TZ = name;
    const at = new Date('2026-01-05T20:00:00Z');
    expect(timeZoneOffsetHours(at)).toBeCloseTo(hours, 5);
    expect(localDay(at)).toBe(day);
  });

  it('shows a moment in it, and other text as it is', () => {
    process.env.TZ = 'America/New_York';
    const shown = formatMoment('2026-12-12T20:30:00Z');
    expect(shown).toMatch(/Dec 12, 2026.*3:30\sPM/);
    expect(formatMoment('2026-12-12')).toBe('2026-12-12');
  });
});

it.each([
  ['2026-12-12T08:00:00+00:00', '2026-12-12'],
  ['2026-12-12', '2026-12-12'],
  [null, ''],
  [20261212, ''],
])('the day of %j is “%s”', (value, day) => {
  expect(dayOfDate(value)).toBe(day);
});

it('an invalid date has no ISO text', () => {
  expect(toIso(new Date(Number.NaN))).toBeUndefined();
  expect(toIso(new Date(0))).toBe('1970-01-01T00:00:00.000Z');
});

describe('momentMs', () => {
  const at = Date.UTC(2026, 10, 24, 10);
  it.each([
    ['2026-11-24T10:00Z', at],
    ['2026-11-24T10:00:00Z', at],
    ['2026-11-24T10:00:00.000Z', at],
    ['2026-11-24T10:00:00.250000+00:00', at + 250],
    ['2026-11-24T12:00:00+02:00', at],
    ['2026-11-24T10:00:00', undefined],
    ['2026-11-24', undefined],
    ['2026-13-24T10:00:00Z', undefined],
    [' 2026-11-24T10:00:00Z', undefined],
    ['2026-11-24T10:00:00Z ', undefined],
    ['2026-11-24T10:00:00.Z', undefined],
    ['12026-11-24T10:00:00Z', undefined],
    ['+012026-11-24T10:00:00Z', undefined],
    ['2026-11-24T10:00:00Zx', undefined],
    ['2026-11-24T10:00:00+2:00', undefined],
  ])('of %j is %j', (text, ms) => {
    expect(momentMs(text)).toBe(ms);
  });
});

describe('isDay', () => {
  it.each(['2026-02-28', '2028-02-29', firstDay, lastDay])('takes %s', (day) => {
    expect(isDay(day)).toBe(true);
  });

  it.each([
    ...['2026-02-30', '2026-02-29', '2026-13-01', '2026-00-10', '2026-1-01', '2026-01-1'],
    ...['0026-02-03', '1899-12-31', '2200-01-01', 'x2026-01-01', '2026-01-01x', '2026-01-01T00:00:00Z', ''],
  ])('refuses “%s”', (day) => {
    expect(isDay(day)).toBe(false);
  });
});

describe('the way a day is shown', () => {
  const now = new Date(2026, 5, 1);
  it.each([
    ['2026-12-12', 'Dec 12'],
    ['2027-12-12', 'Dec 12, 2027'],
    ['2026-01-01', 'Jan 1'],
    ['not a day', 'not a day'],
  ])('%s is “%s”', (day, shown) => {
    expect(formatDay(day, now)).toBe(shown);
  });

  it.each([
    ['2026-12-12', 'Dec 12, 2026'],
    ['2026-12-31', 'Dec 31, 2026'],
    ['2026-02-30', '2026-02-30'],
  ])('%s is “%s” with its year', (day, shown) => {
    expect(formatFullDay(day)).toBe(shown);
  });
});
