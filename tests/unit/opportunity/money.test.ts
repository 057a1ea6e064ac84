import { describe, expect, it } from 'vitest';
import { formatAmount, isAmountClear, parseAmount } from '../../../lib/opportunity/money.ts';

describe('parseAmount', () => {
  it.each([
    ['12500', 'USD', 'en', 1_250_000],
    ['12,500', 'USD', 'en', 1_250_000],
    ['1,234.56', 'USD', 'en', 123_456],
    ['1.234,56', 'USD', 'en', 123_456],
    ['1.234,56', 'EUR', 'de', 123_456],
    ['1.234', 'EUR', 'de', 123_400],
    ['1.234', 'USD', 'en', undefined],
    ['1,5', 'EUR', 'de', 150],
    ['1,50', 'USD', 'en', 150],
    ["1'234.50", 'CHF', 'de-CH', 123_450],
    ['1 234,50', 'EUR', 'fr', 123_450],
    ['$ 12,500.00', 'USD', 'en', 1_250_000],
    ['12k', 'USD', 'en', 1_200_000],
    ['1.2M', 'USD', 'en', 120_000_000],
    ['-5', 'USD', 'en', -500],
    ['5000', 'JPY', 'en', 5000],
    ['1.5', 'KWD', 'en', 1500],
    ['0.1', 'USD', 'en', 10],
    ['1,234.567', 'KWD', 'en', 1_234_567],
    ['1.2.3', 'USD', 'en', undefined],
    ['1,2,3', 'USD', 'en', undefined],
    ['1.234,56.7', 'USD', 'en', undefined],
    ['0.001', 'USD', 'en', undefined],
    ['5.5', 'JPY', 'en', undefined],
    ['abc', 'USD', 'en', undefined],
    ['', 'USD', 'en', undefined],
    ['12 or 13', 'USD', 'en', undefined],
    ['9'.repeat(20), 'USD', 'en', undefined],
  ])('reads %j in %s with locale %s as %s minor units', (typed, currency, locale, expected) => {
    expect(parseAmount(typed, currency, locale)).toBe(expected);
  });

  it.each(['USD', 'JPY', 'KWD', 'EUR'])('reads back what formatAmount writes in %s', (currency) => {
    for (const locale of ['en', 'de', 'fr', 'de-CH']) {
      for (const minor of [0, 5, 1_250_000, 123_456]) {
        expect(parseAmount(formatAmount(minor, currency, locale), currency, locale)).toBe(minor);
      }
    }
  });
});

describe('isAmountClear', () => {
  it.each([
    [1_250_000, 'USD', '$12,500', true],
    [1_250_050, 'USD', '$12,500.50', true],
    [50_000, 'USD', '$500 monthly', true],
    [123_456, 'EUR', '€1.234,56', true],
    [500_000, 'JPY', '¥500,000', true],
    [50_000_000, 'JPY', '¥500,000', false],
    [0, 'USD', '', true],
    [null, 'USD', '', true],
    [1_250_000, 'USD', '$1,250,000', false],
  ])('for %s %s displayed as %j is %s', (minor, currency, formatted, expected) => {
    expect(isAmountClear(minor, currency, formatted)).toBe(expected);
  });
});
