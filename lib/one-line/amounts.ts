import { wordsOf } from '../find/words.ts';
import { parseAmount } from '../opportunity/money.ts';
import { toLatin } from '../opportunity/number-text.ts';
import type { Found, Reading } from './line.ts';

/** Words for a value's period, as Close calls it. */
const periodWords: Record<string, string> = {
  ...{
    once: 'one_time',
    'one time': 'one_time',
    onetime: 'one_time',
    einmalig: 'one_time',
    einmal: 'one_time',
  },
  ...{
    monthly: 'monthly',
    'per month': 'monthly',
    'a month': 'monthly',
    monatlich: 'monthly',
    'pro monat': 'monthly',
  },
  ...{ annual: 'annual', annually: 'annual', yearly: 'annual', 'per year': 'annual', 'a year': 'annual' },
  ...{
    jahrlich: 'annual',
    'pro jahr': 'annual',
    'im jahr': 'annual',
    'im monat': 'monthly',
    'p a': 'annual',
  },
};
const shortPeriods = /^\/(?:(mo|month|monat)|(y|yr|year|jahr|j))\.?$/i;

/** Returns the period that a text names. */
export function findPeriod(typed: string): string | undefined {
  const [, month, year] = shortPeriods.exec(typed) ?? [];
  if (month ?? year) return month ? 'monthly' : 'annual';
  return /[\d@+%]/.test(typed) ? undefined : periodWords[wordsOf(typed).join(' ')];
}

/** Reads a percentage: absolute, or points up or down with a sign. Undefined if the text is none. */
export function findPercent(typed: string, isFieldNamed = false): Found | undefined {
  const text = toLatin(typed).trim();
  const [, sign = '', number = '', unit = ''] =
    /^([-+]?) ?(\d[\d.,]*) ?(%|٪|percent|prozent)?$/i.exec(text) ?? [];
  if (number === '' || (unit === '' && !isFieldNamed)) return undefined;
  const percent = /^\d+$/.test(number) ? Number(number) : Number.NaN;
  if (!(percent <= 100) || (sign !== '' && percent === 0))
    return { problem: 'not-a-percent', field: 'confidence' };
  return { readings: [percentReading(sign, percent)] };
}

function percentReading(sign: string, percent: number): Reading {
  const change =
    sign === ''
      ? { how: 'set' as const, value: percent }
      : { how: 'raise' as const, by: sign === '-' ? -percent : percent };
  return { field: 'confidence', change };
}

const currencyPattern = /\p{Sc}|(?<!\p{L})(?:kr|chf|fr|[a-z]{3})\.?(?!\p{L})/giu;

/**
 * Reads an amount in the deal's currency, with a sign as a change of the present one. A bare number up to 100 could be a
 * percentage as well. Undefined if the text is no amount.
 */
export function findAmount(
  typed: string,
  currency: string,
  locale: string,
  isFieldNamed = false,
): Found | undefined {
  if (!/\p{Nd}/u.test(typed) || /[%٪@:"/]/.test(typed)) return undefined;
  const absolute = isFieldNamed ? /^= ?/.exec(typed)?.[0].length : undefined;
  const text = toLatin(typed.slice(absolute ?? 0), locale)
    .replace(/ ?(?:tsd|tausend)\b\.?/i, 'k')
    .replace(/ ?(?:mio|millionen|million)\b\.?/i, 'm');
  // "12.12." is a date.
  if (!isFieldNamed && /\d[.,]$/.test(text)) return undefined;
  const amounts = amountsOf(text, currency, locale);
  if (amounts.length === 0) return otherCurrency(text, currency, locale);
  const sign = absolute === undefined ? /^[-+]/.exec(text.trim())?.[0] : undefined;
  if (sign && amounts.includes(0)) return { problem: 'not-an-amount', field: 'value' };
  const readings = amounts.map((minor): Reading => {
    const change = sign ? { how: 'raise' as const, by: minor } : { how: 'set' as const, value: minor };
    return { field: 'value', change };
  });
  const bare = /^[-+]? ?(\d{1,3})$/.exec(text.trim())?.[1];
  const isPercentToo = !isFieldNamed && bare !== undefined && Number(bare) <= 100;
  return { readings: isPercentToo ? [percentReading(sign ?? '', Number(bare)), ...readings] : readings };
}

// Amounts have no three decimals: "12.500" may be 12.5 here and is 12 500 in Germany.
function amountsOf(text: string, currency: string, locale: string): number[] {
  const other = text.replace(/(?<![\d.,])([1-9]\d{0,2})[.,](\d{3})(?![\d.,])/, '$1$2');
  const found = [text, other].flatMap((each) => parseAmount(each, currency, locale) ?? []);
  return [...new Set(found)];
}

// Says that the currency is another one where everything else is an amount.
function otherCurrency(text: string, currency: string, locale: string): Found | undefined {
  const signs = text.match(currencyPattern) ?? [];
  const rest = text.replace(currencyPattern, '').trim();
  const isCurrency = signs.length === 1 && isKnown(signs[0] ?? '') && /^[-+]?[\d.,' ]+[km]?$/i.test(rest);
  const minor = isCurrency ? parseAmount(rest, currency, locale) : undefined;
  if (minor === undefined) return undefined;
  return {
    problem: 'other-currency',
    field: 'value',
    choices: [{ field: 'value', change: { how: 'set', value: Math.abs(minor) } }],
  };
}

let codes: Set<string> | undefined;

function isKnown(sign: string): boolean {
  const code = sign.replace('.', '').toUpperCase();
  codes ??= new Set(Intl.supportedValuesOf('currency'));
  return !/^[A-Z]{3}$/.test(code) || codes.has(code);
}
