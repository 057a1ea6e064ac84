import { describe, expect, it } from 'vitest';
import {
  currencySign,
  formatAmount,
  formatMoney,
  isAmountClear,
  parseAmount,
  usualDecimals,
} from '../../../lib/opportunity/money.ts';

import { everyLocale } from './every-locale.ts';

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
    ['5000', 'JPY', 'en', 500_000],
    ['1.5', 'KWD', 'en', 150],
    ['0.1', 'USD', 'en', 10],
    ['1.2.3', 'USD', 'en', undefined],
    ['1,2,3', 'USD', 'en', undefined],
    ['1.234,56.7', 'USD', 'en', undefined],
    ['0.001', 'USD', 'en', undefined],
    ['1,25,000.50', 'INR', 'hi', 12_500_050],
    ['١٬٢٣٤٫٥', 'EGP', 'ar-EG', 123_450],
    ['\u200e\u2212۵۰۰', 'IRR', 'fa', -50_000],
    ['१,२५,०००', 'INR', 'mr', 12_500_000],
    ['１２５００', 'JPY', 'ja', 1_250_000],
    ['\u2212500', 'SEK', 'sv', -50_000],
    ['1\u202f234,50', 'EUR', 'fr', 123_450],
    ['1’234.50', 'CHF', 'de-CH', 123_450],
    // French has neither a point for groups nor for fractions.
    ['1.234', 'EUR', 'fr', undefined],
    ['1,234', 'EGP', 'ar-EG', 123_400],
    ['0,123', 'USD', 'en', undefined],
    ['12 13', 'EUR', 'fr', undefined],
    ['USD 1,200', 'USD', 'en', 120_000],
    ['1.200 EUR', 'EUR', 'de', 120_000],
    ['1.200,- €', 'EUR', 'de', 120_000],
    ['500.–', 'CHF', 'de-CH', 50_000],
    ['CHF 500.—', 'CHF', 'de-CH', 50_000],
    ['-$500', 'USD', 'en', -50_000],
    ['$-500', 'USD', 'en', -50_000],
    ['US$ 500', 'USD', 'en', 50_000],
    ['CA$500', 'CAD', 'en', 50_000],
    ['500 dollars', 'USD', 'en', 50_000],
    ['500 Euro', 'EUR', 'de', 50_000],
    ['500 kr', 'SEK', 'sv', 50_000],
    ['500 kr.', 'DKK', 'da', 50_000],
    ['Rs.500', 'PKR', 'en', 50_000],
    ['12k USD', 'USD', 'en', 1_200_000],
    ['$1.2m', 'USD', 'en', 120_000_000],
    ['K500', 'MMK', 'en', 50_000],
    ['500K', 'MMK', 'en', undefined],
    ['EUR 500', 'USD', 'en', undefined],
    ['£500', 'EUR', 'en', undefined],
    ['12 thousand', 'USD', 'en', undefined],
    ['1.2 mio', 'EUR', 'de', undefined],
    ['--5', 'USD', 'en', undefined],
    ['$', 'USD', 'en', undefined],
    ['abc', 'USD', 'en', undefined],
    ['', 'USD', 'en', undefined],
    ['12 or 13', 'USD', 'en', undefined],
    ['9'.repeat(20), 'USD', 'en', undefined],
    ['12345.678', 'USD', 'en', undefined],
    ['12345678.901', 'USD', 'en', undefined],
    ['1234567890.12', 'USD', 'en', 123_456_789_012],
    ['12345.678k', 'USD', 'en', 1_234_567_800],
    ['1.234567891m', 'USD', 'en', undefined],
    ['12 USD 13', 'USD', 'en', undefined],
    ['500 dollars', 'HKD', 'en', 50_000],
    ['500 s', 'USD', 'en', undefined],
    ['  $  500  ', 'USD', 'en', 50_000],
  ])('reads %j in %s with locale %s as %s minor units', (typed, currency, locale, expected) => {
    expect(parseAmount(typed, currency, locale)).toBe(expected);
  });

  it('reads back what a field shows, in every locale', () => {
    for (const locale of everyLocale) {
      for (const minor of [0, 5, -5, 123_456, 1_250_000, 12_345_678_900, -9_876_543_210]) {
        const shown = formatAmount(minor, locale);
        expect([locale, shown, parseAmount(shown, 'USD', locale)]).toEqual([locale, shown, minor]);
      }
    }
  });

  it.each(['USD', 'EUR', 'JPY', 'KWD', 'SEK', 'INR', 'HUF', 'CAD', 'CHF'])(
    'reads back what a deal shows in %s',
    (currency) => {
      for (const locale of ['en', 'de', 'fr', 'sv', 'hi', 'he', 'pl', 'ja', 'pt-BR', 'ar-EG']) {
        for (const minor of [0, 50_000, -50_000, 123_456, 12_345_678_900]) {
          const shown = formatMoney(minor, currency, locale);
          expect([locale, shown, parseAmount(shown, currency, locale)]).toEqual([locale, shown, minor]);
        }
      }
    },
  );
});

describe('isAmountClear', () => {
  it.each([
    [1_250_000, 'USD', '$12,500', true],
    [1_250_050, 'USD', '$12,500.50', true],
    [50_000, 'USD', '$500 monthly', true],
    [123_456, 'EUR', '€1.234,56', true],
    [500_000, 'JPY', '¥500,000', false],
    [50_000_000, 'JPY', '¥500,000', true],
    [123_456, 'KWD', 'KD1,234.56', true],
    [1_234_567, 'KWD', 'KD1,234.567', false],
    [1_250_000, 'HUF', 'HUF 12,500', true],
    [0, 'USD', '', true],
    [null, 'USD', '', true],
    [1_250_000, 'USD', '$1,250,000', false],
  ])('for %s %s displayed as %j is %s', (minor, currency, formatted, expected) => {
    expect(isAmountClear(minor, currency, formatted)).toBe(expected);
  });
});

it.each([
  ['USD', 'en-US', '$'],
  ['EUR', 'de-DE', '€'],
  ['SEK', 'sv-SE', 'kr'],
  ['XYZ1', 'en-US', 'USD'],
])('the sign of %s in %s is %s', (currency, locale, sign) => {
  expect(currencySign(currency, locale)).toBe(sign);
});

it.each([
  ['USD', 2],
  ['JPY', 0],
  ['KWD', 3],
])('%s is usually written with %i decimals', (currency, decimals) => {
  expect(usualDecimals(currency)).toBe(decimals);
});

it('an unknown currency is shown as dollars with their code', () => {
  expect(formatMoney(1_250_000, 'no currency', 'en-US').replace(/\s/g, ' ')).toBe('USD 12,500');
});

it.each<[number | null, string, string, boolean]>([
  [null, 'USD', '$5', true],
  [0, 'USD', '$5', true],
  [1_250_000, 'USD', '', true],
  [1_250_000, 'USD', '$12,500', true],
  [1_250_000, 'USD', '$12,500 USD', true],
  [1_250_000, 'EUR', '12 500,00 €', true],
  [1_250_000, 'CHF', "CHF 12'500.00", true],
  [-1_250_000, 'USD', '-$12,500', true],
  [1_250_000, 'JPY', '¥1,250,000', false],
  [1_250_000, 'KWD', 'KWD 1,250.000', false],
  [125_000, 'KWD', 'KWD 1,250.000', true],
  [1_250_000, 'USD', '$1,250', false],
  [5, 'USD', 'no digits', false],
])('an amount of %j in %s that Close writes as “%s” is clear: %j', (minor, currency, formatted, isClear) => {
  expect(isAmountClear(minor, currency, formatted)).toBe(isClear);
});

it.each([
  ['  12 ', 1_200],
  ['x12', undefined],
  ['+-12', undefined],
  ['-12', -1_200],
  ['12.-', 1_200],
  ['12 --', 1_200],
  ['12 —', 1_200],
  ['', undefined],
  ['dollars', undefined],
  ['12 US dollars', 1_200],
  ['12 dollars', 1_200],
  ['US$ 12', 1_200],
  ['12 euros', undefined],
  ['12 k', 1_200_000],
  ['0.001', undefined],
  ['0.015', undefined],
  ['1.2345', undefined],
])('reads “%s” in dollars as %j', (typed, minor) => {
  expect(parseAmount(typed, 'USD', 'en-US')).toBe(minor);
});

it('leaves open what the sign of the currency means behind a number', () => {
  expect(parseAmount('12k', 'MMK', 'en-US')).toBeUndefined();
  expect(parseAmount('K12', 'MMK', 'en-US')).toBe(1_200);
});
