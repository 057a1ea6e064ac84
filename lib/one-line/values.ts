import type { Field } from '../opportunity/fields.ts';
import { parseNumber } from '../opportunity/number-text.ts';
import { findAmount, findPercent, findPeriod } from './amounts.ts';
import { type Days, readDate, readTime } from './dates.ts';
import { type Found, type LineProblem, type Reading, setting } from './line.ts';
import { matchNames } from './names.ts';
import { findPeople } from './people.ts';
import type { Reader } from './reader.ts';
import { findStatuses } from './statuses.ts';
import type { Token } from './tokens.ts';

/** What the first words of a list of tokens mean, and how many they are. */
export type Run = { found: Found; length: number };

/** Limits the words of one value. */
const maxWords = 10;
const maxChoices = 8;

/** Reads a run of words; undefined if it means nothing. */
export type ReadRun = (text: string, tokens: readonly Token[]) => Found | undefined;

/** Reads as many of the first words as have a meaning together. */
export function readLongest(tokens: readonly Token[], read: ReadRun, max = maxWords): Run | undefined {
  for (let length = Math.min(max, tokens.length); length > 0; length -= 1) {
    const run = tokens.slice(0, length);
    // A quoted text is a value of its own.
    if (length > 1 && run.some(({ quoted }) => quoted !== undefined)) continue;
    const found = read(run.map(({ text }) => text).join(' '), run);
    if (found) return { found, length };
  }
  return undefined;
}

/** Reads the value of a field with one value at the beginning of the tokens. */
export function readValue(field: Field, tokens: readonly Token[], reader: Reader): Run {
  const [first] = tokens;
  const missing = (problem: LineProblem, typed: string): Found => ({
    problem,
    field: field.key,
    choices: choicesFor(field, typed, reader),
  });
  if (!first) return { found: missing('empty', ''), length: 0 };
  if (first.text === '-' && field.type !== 'status' && field.type !== 'percent' && field.type !== 'period')
    return { found: { readings: [{ field: field.key, change: { how: 'clear' } }] }, length: 1 };
  const run = readLongest(tokens, (text, run) => readOne(field, text, run, reader));
  return run ?? { found: missing(problems[field.type] ?? 'not-offered', first.text), length: tokens.length };
}

const namesAtComma = { status: true, choices: true, user: true, contact: true };

function readOne(field: Field, text: string, tokens: readonly Token[], reader: Reader): Found | undefined {
  const { key, type } = field;
  // A name does not go on behind a comma, unlike a date.
  if (type in namesAtComma && tokens.slice(0, -1).some(({ hasComma }) => hasComma)) return undefined;
  switch (type) {
    case 'status':
      return severalItems(key, findStatuses(text, reader.statuses));
    case 'percent':
      return findPercent(text.replace(/^= ?/, ''), true);
    case 'money':
      return findAmount(text, reader.opportunity.currency, reader.locale, true);
    case 'period':
      return several(key, [findPeriod(text)]);
    case 'number':
      return several(key, [parseNumber(text.replace(/^= ?/, ''), reader.locale)]);
    case 'date':
      return readDay(field, text, reader);
    case 'datetime':
      return readMoment(field, text, reader);
    case 'choices':
      // A choice may begin or end with a space, which only quotation marks show.
      return several(key, matchNames(tokens[0]?.quoted ?? text, reader.choicesOf(field)).items);
    case 'user':
    case 'contact': {
      const names = reader.peopleNames[type];
      if (!names) return { problem: 'people-loading', field: key };
      const found = findPeople(text.replace(/^@/, ''), names);
      if (found === 'me')
        return type === 'user' ? { readings: [{ field: key, change: { how: 'me' } }] } : undefined;
      return severalItems(key, found.people);
    }
    default:
      return undefined;
  }
}

function several(field: string, values: readonly (string | number | undefined)[]): Found | undefined {
  const readings = values.flatMap((value) => (value === undefined ? [] : setting(field, value)));
  return readings.length > 0 ? { readings } : undefined;
}

function severalItems(field: string, items: readonly { id: string }[]): Found | undefined {
  return several(
    field,
    items.map(({ id }) => id),
  );
}

/** Reads a date for a field that holds a day. */
export function readDay(
  { key }: Pick<Field, 'key'>,
  text: string,
  reader: Pick<Reader, 'now' | 'locale' | 'direction'>,
): Found | undefined {
  const { now, locale } = reader;
  const read = readDate(text, now, locale, key === 'date_won' ? reader.direction : 'future');
  if (!read) return undefined;
  if ('by' in read) {
    const { by, unit, day } = read;
    const move: Reading = { field: key, change: { how: 'move', by, unit } };
    return { readings: day === undefined ? [move] : [setting(key, day), move] };
  }
  return readDays(key, read);
}

function readDays(field: string, { days, others = [] }: Days, write = (day: string) => day): Found {
  if (days.length === 0) return { problem: 'not-a-day', field };
  const set = (some: readonly string[]) => some.map((day) => setting(field, write(day)));
  return { readings: set(days), others: set(others) };
}

// A day with a time, a move of the present moment, or a moment as Close writes it.
function readMoment({ key }: Field, text: string, reader: Reader): Found | undefined {
  if (/^\d{4}-\d\d-\d\dT\S+$/.test(text) && !Number.isNaN(Date.parse(text)))
    return { readings: [setting(key, new Date(text).toISOString())] };
  const words = text.split(' ');
  const isOfDay = (count: number) =>
    readDate(words.slice(0, count).join(' '), reader.now, reader.locale, 'future');
  const whole = isOfDay(words.length);
  if (whole && 'by' in whole)
    return { readings: [{ field: key, change: { how: 'move', by: whole.by, unit: whole.unit } }] };
  for (let count = words.length - 1; count > 0; count -= 1) {
    const time = readTime(words.slice(count).join(' '));
    const read = time && isOfDay(count);
    if (!time || !read || !('days' in read)) continue;
    return readDays(key, read, (day) => new Date(`${day}T${time}`).toISOString());
  }
  return whole ? { problem: 'not-a-time', field: key } : undefined;
}

const problems: Partial<Record<Field['type'], LineProblem>> = {
  percent: 'not-a-percent',
  money: 'not-an-amount',
  number: 'not-a-number',
  date: 'not-a-day',
  datetime: 'not-a-day',
  user: 'no-person',
  contact: 'no-person',
};

/** Returns what a field can be set to, those first that contain what was typed. */
function choicesFor(field: Field, typed: string, reader: Reader): Reading[] {
  const { key, type } = field;
  const on = (value: string): Reading => ({
    field: key,
    change: { how: field.isMultiple ? 'add' : 'set', value },
  });
  const offered: readonly { id: string; name: string }[] =
    type === 'status'
      ? reader.statuses.own
      : type === 'user' || type === 'contact'
        ? (reader.peopleNames[type] ?? [])
        : reader.choicesOf(field);
  const start = typed
    .replace(/^[@+=-]+/, '')
    .toLowerCase()
    .slice(0, 3);
  const isNear = ({ name }: { name: string }) => start !== '' && name.toLowerCase().includes(start);
  const near = offered.filter(isNear);
  const list = near.length > 0 || type === 'user' || type === 'contact' ? near : offered;
  return list.slice(0, maxChoices).map(({ id }) => on(id));
}
