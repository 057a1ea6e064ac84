import { wordsOf } from '../find/words.ts';
import type { DateUnit } from '../model/quick-action.ts';
import { isDay, localDay } from '../opportunity/dates.ts';
import { toLatin } from '../opportunity/number-text.ts';
import { moveDay } from '../quick-actions/move-date.ts';
import { type DateWords, dateWordsOf, monthsOf, weekdayOf } from './date-words.ts';

/** Which day a date without a year, or a weekday, means: the next one, or the last one. */
export type DateDirection = 'future' | 'past';

/** The days that a text can mean. */
export type Days = {
  days: string[];
  /** Days in the order that the user's locale makes unlikely. */
  others?: string[];
};

/** What a text says about a date: days that it can mean, or how far the present date moves. */
export type DateReading =
  | Days
  | { by: number; unit: DateUnit /** The same from today on, without a sign before it. */; day?: string };

const units: [RegExp, DateUnit, count: number][] = [
  [/^(?:d|days?|t|tag(?:en?)?)$/, 'day', 1],
  [/^(?:w|wks?|weeks?|wochen?)$/, 'week', 1],
  [/^(?:m|mo|months?|monat(?:en?)?)$/, 'month', 1],
  [/^(?:y|years?|j|jahr(?:en?)?)$/, 'month', 12],
];
const oneWords = /^(?:an?|one|ein(?:e[mnr]?)?)$/;
const nextWords = /^(?:next|nachste[nrsm]?)$/;
const comingWords = /^(?:this|coming|diese[nrsm]?|kommende[nrsm]?)$/;
const lastWords = /^(?:last|letzte[nrsm]?)$/;
// "eom", "end of the month", "month end", "monatsende", "ende des monats".
const endPattern =
  /^(?:(?:eo|(?:the )?end of (?:the |this )?)([mqy]|month|quarter|year)|(month|quarter|year) end|(monat|quartal|jahr)e?sende|ende (?:des |diese[ns] )?(monat|quartal|jahr)(?:e?s)?)$/;
const monthsByLetter: Record<string, number> = { m: 1, q: 3, y: 12, j: 12 };

// Words and numbers; "/mo" is no Monday.
const datePattern = /^[\p{L}\p{N}][\p{L}\p{M}\p{N} .,'’]*$/u;

/** Reads a date, undefined if the text is none. A date that does not exist has no days. */
export function readDate(
  typed: string,
  now: Date,
  locale: string,
  direction: DateDirection,
): DateReading | undefined {
  const text = toLatin(typed, locale).trim().toLowerCase();
  const today = localDay(now);
  const words = dateWordsOf(locale);
  return (
    readMove(text, today) ??
    readNumbers(text, today, words, direction) ??
    (datePattern.test(text) ? readWords(wordsOf(text), today, words, direction) : undefined)
  );
}

// "+1w", "+ 2 weeks", "-3 days"; "2 weeks" may count from today too.
function readMove(text: string, today: string): DateReading | undefined {
  const [, sign, number = '', word = ''] = /^([-+]?) ?(\d{1,3}) ?(\p{L}+)$/u.exec(text) ?? [];
  const counted = unitOf(word);
  if (!counted || Number(number) === 0 || (!sign && word === 'm')) return undefined;
  const [unit, count] = counted;
  const by = Number(sign + number) * count;
  const [day] = moved(today, by, unit);
  return { by, unit, ...(!sign && day !== undefined && { day }) };
}

function unitOf(word: string): [DateUnit, count: number] | undefined {
  const [, unit, count] = units.find(([pattern]) => pattern.test(word)) ?? [];
  return unit && count ? [unit, count] : undefined;
}

function readNumbers(
  text: string,
  today: string,
  { order }: DateWords,
  direction: DateDirection,
): DateReading | undefined {
  const [, isoYear = '', , isoMonth = '', isoDay = ''] = /^(\d{4})([-/.])(\d\d?)\2(\d\d?)$/.exec(text) ?? [];
  if (isoYear) return { days: daysOf(isoYear, isoMonth, isoDay) };
  const match = /^(\d\d?)([/.-])(\d\d?)(?:\2(\d{4}|\d\d)?)?$/.exec(text);
  if (!match) return undefined;
  const [, first = '', mark = '', second = '', year] = match;
  const isShort = year === undefined;
  const hasEnd = /\D$/.test(text);
  if (isShort && (mark === '-' || (mark === '/' && hasEnd))) return undefined;
  const dayFirst = withYears(second, first, today, direction, year);
  // "3.4" may be a number too, and "12.50" is nothing else.
  if (isShort && mark === '.' && !hasEnd) return dayFirst.days.length > 0 ? dayFirst : undefined;
  const monthFirst = withYears(first, second, today, direction, year);
  if (dayFirst.days.length === 0 || monthFirst.days.length === 0 || first === second)
    return dayFirst.days.length > 0 ? dayFirst : monthFirst;
  // A point at the end is German.
  if (mark === '.' && (order !== 'mdy' || isShort)) return dayFirst;
  if (mark === '.' || order === 'ymd') return { days: [...monthFirst.days, ...dayFirst.days] };
  return order === 'mdy'
    ? { days: monthFirst.days, others: dayFirst.days }
    : { days: dayFirst.days, others: monthFirst.days };
}

// With a year, or in the nearest year of the direction; 29 February may be years away.
function withYears(
  month: string,
  day: string,
  today: string,
  direction: DateDirection,
  year?: string,
): { days: string[] } {
  if (year) return { days: daysOf(year.length === 2 ? `20${year}` : year, month, day) };
  const present = Number(today.slice(0, 4));
  for (let away = 0; away <= 8; away += 1) {
    const [found] = daysOf(String(direction === 'future' ? present + away : present - away), month, day);
    if (found && (direction === 'future' ? found >= today : found <= today)) return { days: [found] };
  }
  return { days: [] };
}

function daysOf(year: string, month: string, day: string): string[] {
  const found = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDay(found) ? [found] : [];
}

function readWords(
  typed: readonly string[],
  today: string,
  words: DateWords,
  direction: DateDirection,
): DateReading | undefined {
  const text = typed.join(' ');
  const days = words.days.get(text);
  if (days !== undefined) return { days: moved(today, days) };
  const [, ...names] = endPattern.exec(text) ?? [];
  const months = monthsByLetter[names.find(Boolean)?.[0] ?? ''];
  if (months) return { days: [endOf(today, months, direction)] };
  const [first = '', second = '', third = '', ...more] = typed;
  if (more.length > 0) return undefined;
  if (first === 'in' && third) {
    const [counted, number] = [unitOf(third), oneWords.test(second) ? 1 : Number(second)];
    if (!counted || !Number.isInteger(number) || number > 999) return undefined;
    const [unit, count] = counted;
    return { days: moved(today, number * count, unit) };
  }
  return readWeekday(typed, today, words, direction) ?? readMonth(typed, today, words, direction);
}

function moved(day: string, by: number, unit: DateUnit = 'day'): string[] {
  return [moveDay(day, by, unit) ?? []].flat();
}

function endOf(today: string, months: number, direction: DateDirection): string {
  const [year = 0, month = 0] = today.split('-').map(Number);
  const isoOf = (last: number) => new Date(Date.UTC(year, last, 0)).toISOString().slice(0, 10);
  const end = Math.ceil(month / months) * months;
  const found = isoOf(end);
  return direction === 'past' && found > today ? isoOf(end - months) : found;
}

function readWeekday(
  typed: readonly string[],
  today: string,
  words: DateWords,
  direction: DateDirection,
): DateReading | undefined {
  const [prefix = '', name = prefix] = typed;
  if (typed.length > 2) return undefined;
  const adjective = typed.length === 2 ? prefix : '';
  const isNext = nextWords.test(adjective);
  const isLast = lastWords.test(adjective);
  const present = (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7;
  if (isNext) {
    // The day a week from now, or the first day of the next calendar week or month.
    const [unit, count] = unitOf(name) ?? [];
    if (unit === 'week') return { days: [...moved(today, 7 - present), ...moved(today, 7)] };
    if (unit === 'month' && count === 1 && name.length > 2) {
      const [first = ''] = moved(`${today.slice(0, 8)}01`, 1, 'month');
      return { days: [...new Set([first, ...moved(today, 1, 'month')])] };
    }
  }
  const weekday = weekdayOf(name, words);
  if (weekday === undefined || !(adjective === '' || isNext || isLast || comingWords.test(adjective)))
    return undefined;
  const isPast = isLast || (direction === 'past' && adjective === '');
  const by = isPast ? -1 : 1;
  const away = (by * (weekday - present) + 7) % 7;
  const nearest = moved(today, by * away);
  const further = moved(today, by * (away + 7));
  // On a Friday, "Friday" can be today or in a week.
  if (away === 0) return { days: isLast || isNext ? further : [...nearest, ...further] };
  const isInThisWeek = isPast ? away <= present : away <= 6 - present;
  // On a Monday, "next Friday" can be that of this week or of the next.
  return { days: (isNext || isLast) && isInThisWeek ? [...nearest, ...further] : nearest };
}

// "Dec 12", "12 December 2026", "12. Dezember".
function readMonth(
  typed: readonly string[],
  today: string,
  words: DateWords,
  direction: DateDirection,
): DateReading | undefined {
  const [first = '', second = '', year] = typed;
  if (second === '' || (year !== undefined && !/^(\d{4}|\d\d)$/.test(year))) return undefined;
  const isDayFirst = /^\d/.test(first);
  const [, day] = /^(\d\d?)(?:st|nd|rd|th|er)?$/.exec(isDayFirst ? first : second) ?? [];
  const months = monthsOf(isDayFirst ? second : first, words);
  if (day === undefined || months.length === 0) return undefined;
  return { days: months.flatMap((month) => withYears(String(month), day, today, direction, year).days) };
}

/** Reads a time of day as `14:00`: "14:00", "2pm", "at 2:30 pm", "14 Uhr". Undefined if the text is none. */
export function readTime(typed: string): string | undefined {
  const [, hour = '', minute = '0', unit = ''] =
    /^(?:(?:at|um) )?(\d\d?)(?:[:.](\d\d))? ?(am|pm|uhr|h)?$/.exec(toLatin(typed).trim().toLowerCase()) ?? [];
  if (hour === '' || (minute === '0' && unit === '') || Number(minute) > 59) return undefined;
  const isHalfDay = unit.endsWith('m');
  if (isHalfDay && (Number(hour) < 1 || Number(hour) > 12)) return undefined;
  const hours = isHalfDay ? (Number(hour) % 12) + (unit === 'pm' ? 12 : 0) : Number(hour);
  return hours > 23 ? undefined : `${String(hours).padStart(2, '0')}:${minute.padStart(2, '0')}`;
}
