import type { FieldValue, Patch } from '../model/field-value.ts';
import type { FieldChange } from '../model/quick-action.ts';
import { dayOfDate } from '../opportunity/dates.ts';
import type { Field } from '../opportunity/fields.ts';
import { formatAmount, formatMoney } from '../opportunity/money.ts';
import { findStatus } from '../opportunity/opportunity.ts';
import { asList, splitKey } from '../opportunity/values.ts';
import { isText } from './field-prefixes.ts';
import { fieldNamed, writeFieldName } from './fields.ts';
import { isSameReading, type LineContext, type Reading, readingsOf } from './line.ts';
import { tagOf } from './names.ts';
import { parseLine, readParts } from './parse.ts';
import { type Reader, readerOf } from './reader.ts';
import { quote } from './tokens.ts';

const unitSigns = { day: 'd', week: 'w', month: 'mo' } as const;
const periodWords: Record<string, readonly [string, string]> = {
  one_time: ['one time', 'einmalig'],
  monthly: ['monthly', 'monatlich'],
  annual: ['annual', 'jährlich'],
};

/**
 * Writes the line that makes these changes, undefined if there is none: a change of the formatted note or of files, a value
 * that no longer exists, or a date that the deal cannot take.
 */
export function printLine(readings: readonly Reading[], context: LineContext): string | undefined {
  const reader = readerOf(context);
  // Text goes on up to the next field's name, so it comes last.
  const isTextField = ({ field }: Reading) => {
    const named = fieldNamed(field, reader.fieldNames);
    return named !== undefined && isText(named);
  };
  const ordered = readings.toSorted((one, other) => Number(isTextField(one)) - Number(isTextField(other)));
  const written = ordered.map((each) =>
    waysToWrite(each, reader).filter((way) => isReadAs(way, each, reader)),
  );
  const lines = [written.map(([first]) => first), written.map((ways) => ways.at(-1))].map((ways) =>
    ways.join(' '),
  );
  return lines.find((line) => isLineOf(line, ordered, context));
}

/** Writes one change, for a list of choices; undefined as above. */
export function printReading(reading: Reading, context: LineContext): string | undefined {
  const reader = readerOf(context);
  return waysToWrite(reading, reader).find((way) => isReadAs(way, reading, reader));
}

/** Returns the changes that a patch makes, undefined if a line cannot name one of them. */
export function readingsOfPatch(patch: Patch): Reading[] | undefined {
  const readings = Object.entries(patch).map(([key, value]): Reading | undefined => {
    const { field, how } = splitKey(key);
    if (field === 'note_html' || field === 'attachments') return undefined;
    if (how !== 'set') return { field, change: { how, value: String(value) } };
    const isEmpty = value === null || (field === 'note' && value === '');
    return { field, change: isEmpty ? { how: 'clear' } : { how: 'set', value } };
  });
  return readings.includes(undefined) ? undefined : readings.flatMap((each) => each ?? []);
}

function isReadAs(way: string, reading: Reading, reader: Reader): boolean {
  // A text box would drop the line breaks.
  if (/[\r\n]/.test(way)) return false;
  const parts = readParts(way, reader);
  const [found] = readingsOf({ parts });
  return parts.length === 1 && found !== undefined && isSameReading(found, reading);
}

function isLineOf(line: string, readings: readonly Reading[], context: LineContext): boolean {
  const parsed = parseLine(line, context);
  const found = readingsOf(parsed);
  const isAll = readings.every((each) => found.some((one) => isSameReading(one, each)));
  return parsed.isReady && found.length === readings.length && isAll;
}

// The shortest way first, the most explicit one last.
function waysToWrite({ field: key, change }: Reading, reader: Reader): string[] {
  const { fieldNames, locale } = reader;
  const field = fieldNamed(key, fieldNames);
  if (!field) return [];
  const prefix = `${writeFieldName(field, fieldNames, locale)}:`;
  const values = waysOf(field, change, reader);
  return [...shortWays(field, change, values, reader), ...values.map((value) => `${prefix} ${value}`)];
}

function shortWays(
  { key }: Field,
  change: FieldChange,
  values: readonly string[],
  { opportunity, locale }: Reader,
): string[] {
  const money = (minor: number) => formatMoney(Math.abs(minor), opportunity.currency, locale);
  if (key === 'value' && change.how === 'raise') return [`${change.by < 0 ? '-' : '+'}${money(change.by)}`];
  if (key === 'value' && change.how === 'set') return [money(Number(change.value))];
  if (key === 'user_id') return change.how === 'clear' ? [] : values.map((value) => `@${value}`);
  const isPlain =
    ['status_id', 'confidence', 'value_period', 'date_won'].includes(key) && change.how !== 'clear';
  return isPlain ? [...values] : [];
}

function waysOf(field: Field, change: FieldChange, reader: Reader): string[] {
  const isMoney = field.type === 'money';
  switch (change.how) {
    case 'edit':
      return [];
    case 'clear':
      return ['-'];
    case 'me':
      return field.key === 'user_id' ? ['me'] : ['@me'];
    case 'move':
      return [`${change.by < 0 ? '-' : '+'}${Math.abs(change.by)}${unitSigns[change.unit]}`];
    case 'raise': {
      const by = isMoney ? formatAmount(Math.abs(change.by), reader.locale) : `${Math.abs(change.by)}%`;
      return [`${change.by < 0 ? '-' : '+'}${by}`];
    }
    case 'append':
      return [change.value, quote(change.value)];
    case 'add':
    case 'remove':
      return waysOfOne(field, change.value, reader).map((way) => `${change.how === 'add' ? '+' : '-'}${way}`);
    case 'set':
      return waysOfSet(field, change.value, reader);
  }
}

function waysOfSet(field: Field, value: FieldValue, reader: Reader): string[] {
  if (field.key === 'note') return [`= ${value}`, `= ${quote(String(value))}`];
  if (!field.isMultiple) return waysOfOne(field, value, reader);
  const ways = asList(value).map((each) => waysOfOne(field, each, reader));
  return [ways.map(([first]) => first), ways.map((each) => each.at(-1))].map((each) => each.join(', '));
}

// The last way is the one that cannot be mistaken.
function waysOfOne(field: Field, value: FieldValue, reader: Reader): string[] {
  const { locale, catalog, peopleNames } = reader;
  const text = String(value);
  switch (field.type) {
    case 'percent':
      return [`${text}%`];
    case 'money':
      return [formatAmount(Number(value), locale), `= ${formatAmount(Number(value), locale)}`];
    case 'number': {
      const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 20, useGrouping: false });
      return [number.format(Number(value))];
    }
    case 'period':
      return [periodWords[text]?.[locale.startsWith('de') ? 1 : 0] ?? text];
    case 'date':
      return [dayOfDate(value)];
    case 'datetime':
      return [text];
    case 'status': {
      const found = findStatus(catalog.pipelines, value);
      if (!found) return [];
      const { status, pipeline } = found;
      return [status.label, `${pipeline.name} ${status.label}`, ...waysOfName(status.label, text)];
    }
    case 'user':
    case 'contact': {
      const name = peopleNames[field.type]?.find(({ id }) => id === value)?.name;
      return name === undefined ? [] : waysOfName(name, text);
    }
    default:
      return [text, quote(text)];
  }
}

function waysOfName(name: string, id: string): string[] {
  return [name, quote(name), quote(name) + tagOf(id)];
}
