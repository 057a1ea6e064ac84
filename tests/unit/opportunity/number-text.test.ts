import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseNumber, toPlainNumber } from '../../../lib/opportunity/number-text.ts';
import { everyLocale } from './every-locale.ts';

describe('parseNumber', () => {
  it.each([
    ['1,234.5', 'en', 1234.5],
    ['1.234,5', 'de', 1234.5],
    ['1.234', 'en', 1.234],
    ['1.234', 'de', 1234],
    ['1,234', 'en', 1234],
    ['12,34,567.5', 'en-IN', 1_234_567.5],
    ['-5', 'sv', -5],
    ['\u22125', 'sv', -5],
    ['٫٥', 'ar-EG', 0.5],
    ['۱۲', 'en', 12],
    ['.5', 'en', 0.5],
    ['5,', 'de', 5],
    ['0,125', 'en', 0.125],
    ['9007199254740991', 'en', 9_007_199_254_740_991],
    ['9007199254740993', 'en', undefined],
    ['1e5', 'en', undefined],
    ['1.234', 'fr', undefined],
    ['1,234', 'ar-EG', 1234],
    ['1,23,4', 'en', undefined],
    ['1 2', 'fr', undefined],
    ['', 'en', undefined],
    ['-', 'en', undefined],
    [' 12 ', 'en', 12],
    ['+5', 'en', 5],
    ['- 5', 'en', -5],
    ['-  5', 'en', undefined],
    ['x12', 'en', undefined],
    ['12x', 'en', undefined],
    ['1.234,5,6', 'de', undefined],
    // Not in a form of groups, so the mark can only be the decimal one.
    ['1234.567', 'de', 1234.567],
    ['1.2345', 'de', 1.2345],
    ['1.234', 'es', 1234],
    ["1'234", 'en', 1234],
    ['1’23', 'de-CH', undefined],
    ['123,456.5', 'en', 123_456.5],
    ['1,234,567', 'en', 1_234_567],
    ['1,234,567.5', 'en', 1_234_567.5],
    ['1,234 567.5', 'en', undefined],
  ])('reads %j in %s as %s', (typed, locale, expected) => {
    expect(parseNumber(typed, locale)).toBe(expected);
  });

  it.each([
    ['.5', '0.5'],
    ['-.5', '-0.5'],
    ['5.', '5'],
    ['1,250', '1250'],
    ['0012.50', '0012.50'],
  ])('writes %j as %j', (typed, plain) => {
    expect(toPlainNumber(typed, 'en')).toBe(plain);
  });

  it('reads back any number that a locale writes, grouped or not', () => {
    const numbers = fc.oneof(
      fc.integer({ min: -1e12, max: 1e12 }),
      fc.integer({ min: -1e9, max: 1e9 }).map((hundredths) => hundredths / 100),
    );
    fc.assert(
      fc.property(numbers, fc.constantFrom(...everyLocale), fc.boolean(), (number, locale, useGrouping) => {
        const shown = new Intl.NumberFormat(locale, { useGrouping, maximumFractionDigits: 20 }).format(
          number,
        );
        expect([locale, shown, parseNumber(shown, locale)]).toEqual([locale, shown, number]);
      }),
      { numRuns: 3000 },
    );
  });

  it('never reads an example of one locale as another order of magnitude in another', () => {
    for (const writer of everyLocale) {
      const shown = new Intl.NumberFormat(writer, { minimumFractionDigits: 2 }).format(1234.5);
      for (const reader of everyLocale) expect([undefined, 1234.5]).toContain(parseNumber(shown, reader));
    }
  });
});
