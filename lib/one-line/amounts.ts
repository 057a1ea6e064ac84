import { wordsOf } from '../find/words.ts';
import { parseAmount } from '../opportunity/money.ts';
import { toLatin } from '../opportunity/number-text.ts';
import { type Found, type Reading, setting } from './line.ts';

/** A value's period as Close calls it, by the folded words for it. */
const periods: [RegExp, string][] = [
  [/^(?:once|one ?time|einmal(?:ig)?)$/, 'one_time'],
  [/^(?:monthly|monatlich|(?:per|a) month|(?:pro|im) monat)$/, 'monthly'],
  [/^(?:annual(?:ly)?|yearly|jahrlich|(?:per|a) year|(?:pro|im) jahr|p a)$/, 'annual'],
];
const shortPeriods = /^\/(?:(mo|month|monat)|(?:y|yr|year|jahr|j))\.?$/i;

/** Returns the period that a text names. */
export function findPeriod(typed: string): string | undefined {
  const short = shortPeriods.exec(typed);
  if (short) return short[1] ? 'monthly' : 'annual';
  const words = wordsOf(typed).join(' ');
  return /[\d@+%]/.test(typed) ? undefined : periods.find(([pattern]) => pattern.test(words))?.[1];
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
  if (sign === '') return setting('confidence', percent);
  return { field: 'confidence', change: { how: 'raise', by: sign === '-' ? -percent : percent } };
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
  const readings = amounts.map(
    (minor): Reading =>
      sign ? { field: 'value', change: { how: 'raise', by: minor } } : setting('value', minor),
  );
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
  const amounts = isCurrency ? amountsOf(rest, currency, locale) : [];
  if (amounts.length === 0) return undefined;
  const choices = amounts.map((minor) => setting('value', Math.abs(minor)));
  return { problem: 'other-currency', field: 'value', choices };
}

let codes: Set<string> | undefined;

function isKnown(sign: string): boolean {
  const code = sign.replace('.', '').toUpperCase();
  codes ??= new Set(Intl.supportedValuesOf('currency'));
  return !/^[A-Z]{3}$/.test(code) || codes.has(code);
}
