/** Returns the decimal digits of a currency's minor unit: 2 for USD, 0 for JPY, 3 for KWD. */
function minorDigits(currency: string): number {
  return currencyFormat(currency, 'en').resolvedOptions().maximumFractionDigits ?? 2;
}

/** Formats an amount in minor units for display: "$12,500", with cents only if there are any. */
export function formatMoney(minor: number, currency: string, locale?: string): string {
  const major = minor / 10 ** minorDigits(currency);
  return currencyFormat(currency, locale, Number.isInteger(major) ? 0 : undefined).format(major);
}

/** Formats an amount in minor units for an input: "12,500.00", without the currency. */
export function formatAmount(minor: number, currency: string, locale?: string): string {
  const digits = minorDigits(currency);
  return new Intl.NumberFormat(locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(minor / 10 ** digits);
}

/** Returns the symbol of a currency: "$". */
export function currencySign(currency: string, locale?: string): string {
  const parts = currencyFormat(currency, locale).formatToParts(0);
  return parts.find(({ type }) => type === 'currency')?.value ?? currency;
}

/**
 * Returns whether a stored amount and Close's formatted text of it have the same decimals. If not, the amount is locked,
 * because Close does not document how it stores currencies without minor units.
 */
export function isAmountClear(minor: number | null, currency: string, formatted: string): boolean {
  if (!minor || formatted === '') return true;
  const digits = minorDigits(currency);
  const shown = /\d[\d.,'’\s]*/.exec(formatted)?.[0].trim() ?? '';
  const [, tail = ''] = /[.,](\d+)$/.exec(shown) ?? [];
  const plain = Number(shown.replace(/\D/g, ''));
  // Three digits at the end are a group of thousands, unless the currency itself has three decimals.
  const readings = [
    ...(tail === '' || tail.length === 3 ? [plain] : []),
    ...(tail.length === digits ? [plain / 10 ** digits] : []),
  ];
  return readings.some((major) => Math.round(major * 10 ** digits) === Math.abs(minor));
}

/**
 * Parses a typed amount to minor units; undefined if invalid. Accepts `1,234.56` and `1.234,56` in every locale, and
 * `12k` and `1.2m`; a single ambiguous mark is read as in the locale.
 */
export function parseAmount(typed: string, currency: string, locale?: string): number | undefined {
  const [, body = '', suffix = ''] =
    /^([-+]?[\d.,\s'’]+)([km]?)$/i.exec(typed.replace(/[\p{Sc}]|[A-Z]{3}/gu, '').trim()) ?? [];
  const plain = toPlainNumber(body.replace(/[\s'’]/g, ''), locale);
  if (plain === undefined) return undefined;
  const factor = { '': 1, k: 1e3, m: 1e6 }[suffix.toLowerCase()] ?? 1;
  const minor = Number(plain) * factor * 10 ** minorDigits(currency);
  const rounded = Math.round(minor);
  const isWhole = Math.abs(minor - rounded) < 1e-6 * Math.max(1, Math.abs(minor));
  return isWhole && Number.isSafeInteger(rounded) ? rounded : undefined;
}

/** Converts a typed number with any grouping and decimal mark to JavaScript notation; undefined if invalid. */
export function toPlainNumber(typed: string, locale?: string): string | undefined {
  if (!/^[-+]?[\d.,]*\d[\d.,]*$/.test(typed)) return undefined;
  const decimal = decimalMark(typed, locale);
  const group = decimal === '.' ? ',' : '.';
  const [whole = '', ...fractions] = decimal ? typed.split(decimal) : [typed];
  if (fractions.length > 1 || fractions[0]?.includes(group)) return undefined;
  const digits = whole.replace(/^[-+]/, '');
  const groups = digits.split(/[.,]/);
  const isGrouped = groups.length === 1 || /^\d{1,3}([.,]\d{3})+$/.test(digits);
  if (!isGrouped) return undefined;
  const sign = whole.startsWith('-') ? '-' : '';
  return `${sign}${groups.join('') || '0'}${fractions[0] ? `.${fractions[0]}` : ''}`;
}

// Takes the last of two kinds of marks as decimal and a repeated mark as grouping. A single mark follows the locale,
// unless the digits after it cannot be a group of three.
function decimalMark(typed: string, locale?: string): string | undefined {
  const marks = typed.match(/[.,]/g) ?? [];
  const last = marks.at(-1);
  if (!last) return undefined;
  if (new Set(marks).size > 1) return last;
  if (marks.length > 1) return undefined;
  const own = new Intl.NumberFormat(locale).formatToParts(0.5).find(({ type }) => type === 'decimal')?.value;
  const looksGrouped = /^[-+]?\d{1,3}[.,]\d{3}$/.test(typed);
  return last === own || !looksGrouped ? last : undefined;
}

// Falls back to USD with a code, because an unknown currency code must not break the popup.
function currencyFormat(currency: string, locale?: string, digits?: number): Intl.NumberFormat {
  const fraction =
    digits === undefined ? {} : { maximumFractionDigits: digits, minimumFractionDigits: digits };
  try {
    return new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
      ...fraction,
    });
  } catch {
    return new Intl.NumberFormat(locale, {
      style: 'currency',
      currency: 'USD',
      currencyDisplay: 'code',
      ...fraction,
    });
  }
}
