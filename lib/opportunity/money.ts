import { toLatin, toPlainNumber } from './number-text.ts';

/**
 * Minor units of an amount. Close counts in hundredths in every currency where its answers were seen: USD, CAD, EUR, GBP.
 * The decimals that `Intl` gives a currency are no guide, because browsers say 0 for HUF or IDR.
 */
const minorPerMajor = 100;

/** Formats an amount in minor units for display: "$12,500", with cents only if there are any. */
export function formatMoney(minor: number, currency: string, locale?: string): string {
  const major = minor / minorPerMajor;
  return currencyFormat(currency, locale, Number.isInteger(major) ? 0 : 2).format(major);
}

/** Formats an amount in minor units for an input: "12,500.00", without the currency. */
export function formatAmount(minor: number, locale?: string): string {
  return new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(
    minor / minorPerMajor,
  );
}

/** Returns the symbol of a currency: "$". */
export function currencySign(currency: string, locale?: string): string {
  const parts = currencyFormat(currency, locale).formatToParts(0);
  return parts.find(({ type }) => type === 'currency')?.value ?? currency;
}

/** Returns the decimals that a currency is usually written with: 2 for USD, 0 for JPY, 3 for KWD. */
export function usualDecimals(currency: string): number {
  return currencyFormat(currency, 'en').resolvedOptions().maximumFractionDigits ?? 2;
}

/**
 * Returns whether Close's text of a stored amount shows as many hundredths as it stores. If not, the amount is locked,
 * because Close does not document how it stores currencies without minor units.
 */
export function isAmountClear(minor: number | null, currency: string, formatted: string): boolean {
  if (!minor || formatted === '') return true;
  const shown = /\d[\d.,'’\s]*/.exec(formatted)?.[0].trim() ?? '';
  const [, fraction = ''] = /[.,](\d+)$/.exec(shown) ?? [];
  // Takes three digits at the end as thousands, unless the currency itself may have three decimals.
  const isThousands = fraction.length === 3 && usualDecimals(currency) !== 3;
  const decimals = isThousands ? 0 : fraction.length;
  const major = Number(shown.replace(/\D/g, '')) / 10 ** decimals;
  return Math.round(major * minorPerMajor) === Math.abs(minor);
}

/**
 * Parses a typed or pasted amount to minor units; undefined if it is invalid, could mean two amounts, or names another
 * currency. Reads numbers like `toPlainNumber`, `12k` and `1.2m`, and the currency's signs, code and names on either side.
 */
export function parseAmount(typed: string, currency: string, locale?: string): number | undefined {
  const text = toLatin(typed, locale).toLowerCase();
  // A mark after a letter belongs to the word, as in "Rs.500".
  const parts =
    /^(\D*?)((?:(?<!\p{L})[.,])?\d[\d.,' ]*?)(?:[.,]? ?[-\u2013\u2014]{1,2})? ?([km](?!\p{L}))?([^\d]*)$/u;
  const [, before = '', number = '', suffix = '', after = ''] = parts.exec(text) ?? [];
  const sign = /[-+]/.exec(before)?.[0] ?? '';
  const words = [before.replace(/[-+]/, ''), after].map(bareWord).filter((word) => word !== '');
  if (!isAmountOf(currency, words, suffix, locale)) return undefined;
  // Moved by the decimal point, because a product of fractions is not exact.
  const minor = Number(`${toPlainNumber(sign + number, locale)}e${{ k: 5, m: 8 }[suffix] ?? 2}`);
  return Number.isSafeInteger(minor) ? minor : undefined;
}

// Returns whether all words around a number name the currency. A suffix that may be the currency's sign, such as the K of
// the kwacha, is unclear.
function isAmountOf(currency: string, words: string[], suffix: string, locale?: string): boolean {
  if (words.length === 0 && suffix === '') return true;
  const names = namesOf(currency, locale);
  return words.every((word) => names.has(word)) && (suffix === '' || !names.has(suffix));
}

const namesByCurrency = new Map<string, Set<string>>();

// Kept, because reading one line asks for the same names many times.
function namesOf(currency: string, locale: string | undefined): Set<string> {
  const key = `${currency} ${locale}`;
  const names = namesByCurrency.get(key) ?? listNames(currency, locale);
  namesByCurrency.set(key, names);
  return names;
}

function listNames(currency: string, locale: string | undefined): Set<string> {
  const displays = ['symbol', 'narrowSymbol', 'code', 'name'] as const;
  const texts = [locale, 'en', 'sv'].flatMap((each) =>
    displays.flatMap((currencyDisplay) => {
      const format = currencyFormat(currency, each, 0, currencyDisplay);
      return [1, 2, 5].map((count) =>
        format
          .formatToParts(count)
          .flatMap(({ type, value }) => (type === 'currency' ? value : []))
          .join(' '),
      );
    }),
  );
  // Takes "dollars" for "US dollars".
  return new Set(texts.flatMap((text) => [text, text.split(' ').at(-1) ?? '']).map(bareWord));
}

function bareWord(word: string): string {
  return toLatin(word).toLowerCase().replace(/[. ]/g, '');
}

const formats = new Map<string, Intl.NumberFormat>();

// Cached, because creating a format takes far longer than using it, and a table does so in every row.
function currencyFormat(...asked: Parameters<typeof createFormat>): Intl.NumberFormat {
  const key = asked.join();
  const format = formats.get(key) ?? createFormat(...asked);
  formats.set(key, format);
  return format;
}

// Falls back to USD with a code, because an unknown currency code must not break the popup.
function createFormat(
  currency: string,
  locale?: string,
  digits?: number,
  currencyDisplay: Intl.NumberFormatOptions['currencyDisplay'] = 'narrowSymbol',
): Intl.NumberFormat {
  const shared = {
    style: 'currency',
    ...(digits !== undefined && { maximumFractionDigits: digits, minimumFractionDigits: digits }),
  } as const;
  try {
    return new Intl.NumberFormat(locale, { ...shared, currency, currencyDisplay });
  } catch {
    return new Intl.NumberFormat(locale, { ...shared, currency: 'USD', currencyDisplay: 'code' });
  }
}
