import { describe, expect, it } from 'vitest';
import { dateWordsOf, monthsOf, weekdayOf } from '../../../lib/one-line/date-words.ts';

describe('the words of dates', () => {
  it.each([
    ['today', 0],
    ['tomorrow', 1],
    ['tmr', 1],
    ['tmrw', 1],
    ['yesterday', -1],
    ['2 days ago', -2],
    ['in 2 days', 2],
    ['heute', 0],
    ['ubermorgen', 2],
    ['vorgestern', -2],
  ])('hold “%s” whatever the language: %i', (word, days) => {
    for (const locale of ['en-US', 'de-DE', 'sv-SE']) expect(dateWordsOf(locale).days.get(word)).toBe(days);
  });

  it("hold those of the user's own language", () => {
    expect(dateWordsOf('sv-SE').days.get('i morgon')).toBe(1);
    expect(weekdayOf('tors', dateWordsOf('sv-SE'))).toBe(3);
  });

  it.each([
    ['mon', 0],
    ['monday', 0],
    ['fri', 4],
    ['friday', 4],
    ['frid', 4],
    ['fr', 4],
    ['sonntag', 6],
    ['sunda', 6],
    ['iday', undefined],
    ['frx', undefined],
    ['f', undefined],
    ['sun day', undefined],
  ])('know the weekday “%s”: %s', (word, weekday) => {
    expect(weekdayOf(word, dateWordsOf('en-US'))).toBe(weekday);
  });

  it.each([
    ['en-US', 'jan', [1]],
    ['en-US', 'sept', [9]],
    ['en-US', 'mrz', [3]],
    ['en-US', 'marz', [3]],
    ['en-US', 'decem', [12]],
    ['en-US', 'dezember', [12]],
    ['en-US', 'ja', []],
    ['en-US', 'ber', []],
    ['fr-FR', 'fev', [2]],
    ['fr-FR', 'jui', [6, 7]],
    ['fr-FR', 'juin', [6]],
  ])('know in %s the month that “%s” begins: %j', (locale, word, months) => {
    expect(monthsOf(word, dateWordsOf(locale))).toEqual(months);
  });

  it.each([
    ['en-US', 'mdy'],
    ['en-GB', 'dmy'],
    ['de-DE', 'dmy'],
    ['sv-SE', 'ymd'],
    ['ja-JP', 'ymd'],
  ])('give the order of a date in %s: %s', (locale, order) => {
    expect(dateWordsOf(locale).order).toBe(order);
  });

  it('are prepared once for a locale', () => {
    expect(dateWordsOf('en-US')).toBe(dateWordsOf('en-US'));
  });
});
