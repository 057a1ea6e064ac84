/**
 * Converts a typed number to JavaScript notation; undefined if it is invalid or could mean two numbers. Reads the digits and
 * marks of any locale, with groups of three or as in India: `1,25,000.5`. One mark that could be both is read as in the
 * locale, the user's if omitted.
 */
export function toPlainNumber(typed: string, locale?: string): string | undefined {
  const [, sign, number] = /^([-+]?) ?(?! )([\d.,' ]*\d[.,]?)$/.exec(toLatin(typed, locale).trim()) ?? [];
  if (number === undefined) return undefined;
  const decimal = decimalMark(number, locale);
  if (decimal === undefined) return undefined;
  const [whole = '', ...fractions] = decimal ? number.split(decimal) : [number];
  const [fraction = ''] = fractions;
  if (fractions.length > 1 || !isGrouped(whole)) return undefined;
  const digits = whole.replace(/\D/g, '') || '0';
  return `${sign === '-' ? '-' : ''}${digits}${fraction && `.${fraction}`}`;
}

/** Parses a typed number like `toPlainNumber`; undefined also for a whole number that JavaScript would round. */
export function parseNumber(typed: string, locale?: string): number | undefined {
  const number = Number(toPlainNumber(typed, locale) ?? Number.NaN);
  return Number.isSafeInteger(Math.trunc(number)) ? number : undefined;
}

/**
 * Writes digits, marks, signs and spaces of any locale as `0-9`, `.`, `,`, `'`, `-` and a plain space, and removes invisible
 * direction marks. Other text stays as it is.
 */
export function toLatin(typed: string, locale?: string): string {
  const text = typed
    .replace(/[\u061c\u200e\u200f\u2066-\u2069]/g, '')
    .normalize('NFKC')
    .replace(/[\u2212\u2010-\u2012]/g, '-')
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/\u066b/g, '.')
    .replace(/[\u066c\u2e41]/g, ',')
    .replace(/\s/g, ' ');
  if (!/(?!\d)\p{Nd}/u.test(text)) return text;
  // Reads Arabic and Persian digits in every locale, because people mix them.
  const locales = [locale, 'en-u-nu-arab', 'en-u-nu-arabext'];
  const values = new Map(locales.flatMap((each) => digitsOf(each).map((digit, value) => [digit, value])));
  return [...text].map((character) => values.get(character) ?? character).join('');
}

function digitsOf(locale: string | undefined): string[] {
  return [...new Intl.NumberFormat(locale, { useGrouping: false }).format(9876543210)].reverse();
}

// Returns the decimal mark of a number, "" if it has none, and undefined if its only mark could be either. The last of two
// kinds of marks is the decimal one, and a repeated mark groups digits.
function decimalMark(number: string, locale: string | undefined): string | undefined {
  const marks = number.replace(/\d/g, '');
  const mark = marks.at(-1);
  if (!mark || mark === ' ' || mark === "'") return '';
  if (new Set(marks).size > 1) return mark;
  if (marks.length > 1) return '';
  const looksGrouped = /^[1-9]\d{0,2}\D\d{3}$/.test(number);
  if (!looksGrouped) return mark;
  const own = marksOf(locale);
  if (mark === own.decimal) return mark;
  return mark === own.group ? '' : undefined;
}

const marksByLocale = new Map<string | undefined, { decimal: string; group: string }>();

function marksOf(locale: string | undefined): { decimal: string; group: string } {
  const existing = marksByLocale.get(locale);
  if (existing) return existing;
  const parts = new Intl.NumberFormat(locale, { useGrouping: 'always' }).formatToParts(1234.5);
  const own = (type: string) => toLatin(parts.find((part) => part.type === type)?.value ?? '', locale);
  const marks = { decimal: own('decimal'), group: own('group') };
  marksByLocale.set(locale, marks);
  return marks;
}

function isGrouped(whole: string): boolean {
  return /^(\d*|\d{1,3}(\D)\d{3}(\2\d{3})*|\d{1,2}(\D)(\d\d\4)*\d{3})$/.test(whole);
}
