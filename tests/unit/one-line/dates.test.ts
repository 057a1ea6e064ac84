import { describe, expect, it } from 'vitest';
import { type DateDirection, readDate, readTime } from '../../../lib/one-line/dates.ts';

/** A Wednesday. */
const wednesday = new Date(2026, 10, 25, 10);

type Case = [typed: string, days: string[], locale?: string];

function daysOf(typed: string, direction: DateDirection = 'future', locale = 'en-US', now = wednesday) {
  return readDate(typed, now, locale, direction);
}

describe('a move of a date', () => {
  it.each([
    ['+1d', 1, 'day'],
    ['+2 days', 2, 'day'],
    ['-1 day', -1, 'day'],
    ['+1t', 1, 'day'],
    ['+1 tag', 1, 'day'],
    ['+2 tage', 2, 'day'],
    ['- 3 tagen', -3, 'day'],
    ['+1w', 1, 'week'],
    ['+1 wk', 1, 'week'],
    ['+2wks', 2, 'week'],
    ['+1 week', 1, 'week'],
    ['+ 2 weeks', 2, 'week'],
    ['+1 woche', 1, 'week'],
    ['+12 wochen', 12, 'week'],
    ['+1m', 1, 'month'],
    ['+1mo', 1, 'month'],
    ['+1 month', 1, 'month'],
    ['-3 MONTHS', -3, 'month'],
    ['+1 monat', 1, 'month'],
    ['+2 monate', 2, 'month'],
    ['+2 monaten', 2, 'month'],
    ['+1y', 12, 'month'],
    ['+1 year', 12, 'month'],
    ['-2 years', -24, 'month'],
    ['+1j', 12, 'month'],
    ['+1 jahr', 12, 'month'],
    ['+2 jahren', 24, 'month'],
    ['+999d', 999, 'day'],
  ])('by days, weeks or months: “%s” by %i, in the unit %s', (typed, by, unit) => {
    expect(daysOf(typed)).toEqual({ by, unit });
  });

  it.each([
    ['2w', 2, 'week', '2026-12-09'],
    ['3 days', 3, 'day', '2026-11-28'],
    ['1mo', 1, 'month', '2026-12-25'],
    ['2 years', 24, 'month', '2028-11-25'],
  ])('may count from today without a sign: “%s” by %i, in the unit %s, or to %s', (typed, by, unit, day) => {
    expect(daysOf(typed)).toEqual({ by, unit, day });
  });

  it.each('+0d|0d|1m|+1000d|+d|+1|+1 days now|x+1d|+1dx|+1xd|+1xw|+1 x weeks'.split('|'))(
    'is not “%s”',
    (typed) => {
      expect(daysOf(typed)).toBeUndefined();
    },
  );
});

describe('a date in numbers', () => {
  it.each<Case>([
    ['2026-12-24', ['2026-12-24']],
    ['2026/12/24', ['2026-12-24']],
    ['2026.1.5', ['2026-01-05']],
    ['2026-02-30', []],
    ['12/24', ['2026-12-24']],
    ['12/24', ['2026-12-24'], 'en-GB'],
    ['24/12', ['2026-12-24']],
    ['12/12', ['2026-12-12']],
    ['13/13', []],
    ['11/25', ['2026-11-25']],
    ['11/24', ['2027-11-24']],
    ['2/29', ['2028-02-29']],
    ['12/24/26', ['2026-12-24']],
    ['12-24-2027', ['2027-12-24']],
    // Points are German, unless a whole date may follow the order of the locale.
    ['12.10.', ['2027-10-12']],
    ['12.10', ['2027-10-12']],
    ['24.12.', ['2026-12-24']],
    ['5.1.2027', ['2027-05-01', '2027-01-05']],
    ['5.1.2027', ['2027-01-05'], 'en-GB'],
    ['5.1.2027', ['2027-01-05'], 'sv-SE'],
    ['5/1/2027', ['2027-05-01', '2027-01-05'], 'sv-SE'],
    ['5-1-27', ['2027-05-01', '2027-01-05'], 'sv-SE'],
  ])('“%s” means %j', (typed, days, locale) => {
    expect(daysOf(typed, 'future', locale)).toEqual({ days });
  });

  it.each<[string, string, day: string, other: string]>([
    ['12/10', 'en-US', '2026-12-10', '2027-10-12'],
    ['12/10', 'en-GB', '2027-10-12', '2026-12-10'],
    ['5-1-27', 'en-US', '2027-05-01', '2027-01-05'],
    ['5/1/2027', 'en-GB', '2027-01-05', '2027-05-01'],
  ])('“%s” in %s means %s, and unlikely %s', (typed, locale, day, other) => {
    expect(daysOf(typed, 'future', locale)).toEqual({ days: [day], others: [other] });
  });

  it.each<[string, string]>([
    ['12/24', '2025-12-24'],
    ['11/25', '2026-11-25'],
    ['11/26', '2025-11-26'],
    ['2/29', '2024-02-29'],
    ['24.12.', '2025-12-24'],
    ['12/24/26', '2026-12-24'],
  ])('“%s” in the past means %s', (typed, day) => {
    expect(daysOf(typed, 'past')).toEqual({ days: [day] });
  });

  it('may be a 29 February eight years away', () => {
    expect(daysOf('2/29', 'future', 'en-US', new Date(2096, 2, 1))).toEqual({ days: ['2104-02-29'] });
    expect(daysOf('2/29', 'past', 'en-US', new Date(2104, 1, 1))).toEqual({ days: ['2096-02-29'] });
  });

  it.each([
    ...'12-10|12/10/|12-10-|12.50|31.2|12|12026-12-24|2026-12-245|2026-12/24'.split('|'),
    ...'5/1.27|5/1/127|5/1/20271|x5/1/27|5/1/27x|123/1|1/123|-1/2|2026-12'.split('|'),
  ])('is not “%s”', (typed) => {
    expect(daysOf(typed)).toBeUndefined();
  });
});

describe('a date in words', () => {
  it.each<Case>([
    ['today', ['2026-11-25']],
    [' Tomorrow ', ['2026-11-26']],
    ['in 3 days', ['2026-11-28']],
    ['in a week', ['2026-12-02']],
    ['in an month', ['2026-12-25']],
    ['in one month', ['2026-12-25']],
    ['in ein jahr', ['2027-11-25']],
    ['in einem monat', ['2026-12-25']],
    ['in einer woche', ['2026-12-02']],
    ['in einen tag', ['2026-11-26']],
    ['in 2 years', ['2028-11-25']],
    ['in 999 days', ['2029-08-20']],
    // The end of a month, quarter or year.
    ...[
      ...'eom|end of month|end of the month|the end of the month|end of this month|month end'.split('|'),
      ...'monatsende|Ende des Monats|ende diesen monats|ende dieses monats'.split('|'),
    ].map((typed): Case => [typed, ['2026-11-30']]),
    ...[
      ...'eoq|eoy|end of quarter|end of the year|quarter end|year end|quartalsende'.split('|'),
      ...'jahresende|ende des quartals|ende des jahres|ende des jahrs|ende dieses jahres'.split('|'),
    ].map((typed): Case => [typed, ['2026-12-31']]),
    ['fri', ['2026-11-27']],
    ['Friday', ['2026-11-27']],
    ['mon', ['2026-11-30']],
    ['tue', ['2026-12-01']],
    ['sun', ['2026-11-29']],
    ['wed', ['2026-11-25', '2026-12-02']],
    ['this wed', ['2026-11-25', '2026-12-02']],
    ['next wed', ['2026-12-02']],
    ['last wed', ['2026-11-18']],
    ['this fri', ['2026-11-27']],
    ['coming fri', ['2026-11-27']],
    ['diesen freitag', ['2026-11-27']],
    ['diese freitag', ['2026-11-27']],
    ['kommenden freitag', ['2026-11-27']],
    ['next fri', ['2026-11-27', '2026-12-04']],
    ['nächsten freitag', ['2026-11-27', '2026-12-04']],
    ['next sun', ['2026-11-29', '2026-12-06']],
    ['next mon', ['2026-11-30']],
    ['last mon', ['2026-11-23', '2026-11-16']],
    ['letzten montag', ['2026-11-23', '2026-11-16']],
    ['last tue', ['2026-11-24', '2026-11-17']],
    ['last fri', ['2026-11-20']],
    ['last sun', ['2026-11-22']],
    ['next week', ['2026-11-30', '2026-12-02']],
    ['nächste woche', ['2026-11-30', '2026-12-02']],
    ['next month', ['2026-12-01', '2026-12-25']],
    ['nächsten monat', ['2026-12-01', '2026-12-25']],
    ['next mo', ['2026-11-30']],
    ['dec 12', ['2026-12-12']],
    ['Dec, 12', ['2026-12-12']],
    ['dec 12th', ['2026-12-12']],
    ['1st dec', ['2026-12-01']],
    ['2nd dec', ['2026-12-02']],
    ['3rd dec', ['2026-12-03']],
    ['1er dec', ['2026-12-01']],
    ['12. Dezember', ['2026-12-12']],
    ['12 december 2028', ['2028-12-12']],
    ['dec 12 27', ['2027-12-12']],
    ['nov 20', ['2027-11-20']],
    ['nov 25', ['2026-11-25']],
    ['feb 30', []],
    ['jui 5', ['2027-06-05', '2027-07-05'], 'fr-FR'],
  ])('“%s” means %j', (typed, days, locale) => {
    expect(daysOf(typed, 'future', locale)).toEqual({ days });
  });

  it.each<Case>([
    ['eom', ['2026-10-31']],
    ['eoq', ['2026-09-30']],
    ['eoy', ['2025-12-31']],
    ['fri', ['2026-11-20']],
    ['mon', ['2026-11-23']],
    ['wed', ['2026-11-25', '2026-11-18']],
    ['this fri', ['2026-11-27']],
    ['next fri', ['2026-11-27', '2026-12-04']],
    ['nov 20', ['2026-11-20']],
    ['dec 12', ['2025-12-12']],
  ])('“%s” in the past means %j', (typed, days) => {
    expect(daysOf(typed, 'past')).toEqual({ days });
  });

  it.each<[string, Date, DateDirection, string[]]>([
    ['eom', new Date(2026, 10, 30), 'past', ['2026-11-30']],
    ['eoq', new Date(2026, 0, 15), 'future', ['2026-03-31']],
    ['eoq', new Date(2026, 2, 31), 'future', ['2026-03-31']],
    ['eoq', new Date(2026, 3, 1), 'future', ['2026-06-30']],
    ['eoq', new Date(2026, 1, 1), 'past', ['2025-12-31']],
    ['next month', new Date(2026, 11, 1), 'future', ['2027-01-01']],
    ['next fri', new Date(2026, 10, 23), 'future', ['2026-11-27', '2026-12-04']],
    ['next sun', new Date(2026, 10, 29), 'future', ['2026-12-06']],
    ['last mon', new Date(2026, 10, 29), 'future', ['2026-11-23', '2026-11-16']],
  ])('“%s” on %s in the %s means %j', (typed, now, direction, days) => {
    expect(daysOf(typed, direction, 'en-US', now)).toEqual({ days });
  });

  it.each([
    ...'|tomorrow now|eom now|xeom|end of week|in x days|in 1000 days|in 3 apples|in 3'.split('|'),
    ...'in 3 days now|by 3 days|in ten days|in 2 xdays|in 2 daysx|fri!|/mo|(fri)|fri/'.split('|'),
    ...'some fri|fri next|next fri now|fri fri|next m|next year|next day|last week|next'.split('|'),
    ...'nextx fri|xnext fri|thisx fri|xthis fri|lastx fri|xlast fri|in xa week|in ax week'.split('|'),
    ...'dec|dec 12x|dec 123|dec x1|dec 12 2|dec 12 20267|dec 12 x27|foo 12|12 foo'.split('|'),
    ...'dec foo|de 12|x12 dec|dec 12 27 now|xmonth end|month endx|in 2,5 days'.split('|'),
  ])('is not “%s”', (typed) => {
    expect(daysOf(typed)).toBeUndefined();
  });
});

describe('a time of day', () => {
  it.each([
    ['14:00', '14:00'],
    ['9:05', '09:05'],
    ['14.30', '14:30'],
    ['2pm', '14:00'],
    [' 2 PM ', '14:00'],
    ['1am', '01:00'],
    ['12am', '00:00'],
    ['12pm', '12:00'],
    ['11:59 pm', '23:59'],
    ['at 2:30 pm', '14:30'],
    ['at 14:00', '14:00'],
    ['um 14 uhr', '14:00'],
    ['14 Uhr', '14:00'],
    ['14h', '14:00'],
    ['0h', '00:00'],
    ['23:59', '23:59'],
  ])('“%s” is %s', (typed, time) => {
    expect(readTime(typed)).toBe(time);
  });

  it.each([
    ...'|14|13pm|0am|24:00|24h|14:60|14:5|x14:00|14:00x|at  14:00|on 14:00'.split('|'),
    ...'100:00|14:000|14-00|at|pm|14:00 xm'.split('|'),
  ])('is not “%s”', (typed) => {
    expect(readTime(typed)).toBeUndefined();
  });
});
