import { wordsOf } from '../find/words.ts';

/** The words of dates in English, German and the user's language, by their folded spelling. */
export type DateWords = {
  /** Days from today, such as -1 for "yesterday". */
  days: ReadonlyMap<string, number>;
  /** Weekdays from 0 for Monday; a short form may stand for one only. */
  weekdays: ReadonlyMap<string, number>;
  /** Months from 1, with all spellings; the beginning of a long one is enough. */
  months: readonly { word: string; month: number }[];
  /** The order of a date in numbers. */
  order: 'dmy' | 'mdy' | 'ymd';
};

const cache = new Map<string, DateWords>();
// A Monday.
const monday = Date.UTC(2024, 0, 1);
const dayMs = 86_400_000;

/** Returns the words of dates for a locale. */
export function dateWordsOf(locale: string): DateWords {
  const cached = cache.get(locale);
  if (cached) return cached;
  const locales = [locale, 'de', 'en'];
  const days = new Map([
    ['tmr', 1],
    ['tmrw', 1],
  ]);
  const weekdays = new Map<string, number>();
  const months: { word: string; month: number }[] = [{ word: 'mrz', month: 3 }];
  for (const each of locales) {
    const relative = new Intl.RelativeTimeFormat(each, { numeric: 'auto' });
    for (const away of [-2, -1, 0, 1, 2]) days.set(fold(relative.format(away, 'day')), away);
    for (const style of ['short', 'long'] as const) {
      const weekday = new Intl.DateTimeFormat(each, { weekday: style, timeZone: 'UTC' });
      const month = new Intl.DateTimeFormat(each, { month: style, timeZone: 'UTC' });
      for (let day = 0; day < 7; day += 1) weekdays.set(fold(weekday.format(monday + day * dayMs)), day);
      for (let index = 0; index < 12; index += 1)
        months.push({ word: fold(month.format(Date.UTC(2024, index, 15))), month: index + 1 });
    }
  }
  // By default in numbers, with the year.
  const parts = new Intl.DateTimeFormat(locale).formatToParts(0);
  const letters = parts
    .map(({ type }) => type[0])
    .join('')
    .replace(/[^dmy]/g, '');
  const order = letters === 'mdy' || letters === 'ymd' ? letters : 'dmy';
  const words = { days, weekdays, months, order } as const;
  cache.set(locale, words);
  return words;
}

function fold(text: string): string {
  return wordsOf(text).join(' ');
}

/** Returns the weekday of a folded word: its short or long form, or the first four letters or more of the long one. */
export function weekdayOf(word: string, { weekdays }: DateWords): number | undefined {
  const exact = weekdays.get(word);
  if (exact !== undefined || word.length < 4) return exact;
  const found = new Set([...weekdays].flatMap(([name, day]) => (name.startsWith(word) ? day : [])));
  return found.size === 1 ? [...found][0] : undefined;
}

/** Returns the months that a folded word can begin. */
export function monthsOf(word: string, { months }: DateWords): number[] {
  const exact = months.filter((each) => each.word === word);
  const found =
    exact.length > 0 || word.length < 3 ? exact : months.filter((each) => each.word.startsWith(word));
  return [...new Set(found.map(({ month }) => month))];
}
