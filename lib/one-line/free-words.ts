import type { Field } from '../opportunity/fields.ts';
import { findAmount, findPercent, findPeriod } from './amounts.ts';
import { isText } from './field-prefixes.ts';
import { findFields, writeFieldName } from './fields.ts';
import { type Found, type LineChoice, setting } from './line.ts';
import { findPeople } from './people.ts';
import type { Reader } from './reader.ts';
import { findStatuses } from './statuses.ts';
import type { Token } from './tokens.ts';
import { type Run, readDay, readLongest, readValue } from './values.ts';

// Words of names; "60%" or "+1w" is none.
const nameWord = /^(?=.*\p{L})[\p{L}\p{N}\p{M}'’.&/()–-]+$/u;

/** What statuses, percentages, amounts, periods and dates are read with. */
export type PlainReader = Pick<Reader, 'statuses' | 'opportunity' | 'locale' | 'now' | 'direction'>;

/** Reads the first words without a field's name; the longest run that means something counts. */
export function readFree(tokens: readonly Token[], reader: Reader): Run | undefined {
  const plain = plainRuns(tokens, reader);
  const named = readNamed(unquotedOf(tokens), tokens, reader, plain[0]);
  return choose([...plain, readPerson(tokens, reader), named]);
}

/** Reads the first words as a status, a percentage, an amount, a period or a date only. */
export function readPlain(tokens: readonly Token[], reader: PlainReader): Run | undefined {
  return choose(plainRuns(tokens, reader));
}

function unquotedOf(tokens: readonly Token[]): readonly Token[] {
  const quoted = tokens.findIndex((each) => each.quoted !== undefined);
  return quoted < 0 ? tokens : tokens.slice(0, quoted);
}

// The status comes first.
function plainRuns(tokens: readonly Token[], reader: PlainReader): (Run | undefined)[] {
  const unquoted = unquotedOf(tokens);
  return [
    readLongest(tokens, (text, run) => readStatus(text, run, reader), 6),
    readLongest(unquoted, (text) => findPercent(text), 2),
    readLongest(unquoted, (text) => findAmount(text, reader.opportunity.currency, reader.locale), 4),
    readLongest(unquoted, readPeriod, 2),
    readLongest(unquoted, (text) => readDay({ key: 'date_won' }, text, reader), 4),
  ];
}

// Of the longest runs, those with a meaning.
function choose(found: readonly (Run | undefined)[]): Run | undefined {
  const runs = found.flatMap((run) => run ?? []);
  const length = Math.max(0, ...runs.map((run) => run.length));
  const longest = runs.filter((run) => run.length === length);
  const understood = longest.flatMap(({ found }) => ('readings' in found ? found : []));
  if (understood.length === 0) return longest[0];
  const readings = understood.flatMap((each) => each.readings);
  const others = understood.flatMap((each) => each.others ?? []);
  return { found: { readings, others }, length };
}

function readStatus(text: string, run: readonly Token[], { statuses }: PlainReader): Found | undefined {
  if (run.slice(0, -1).some(({ hasComma }) => hasComma)) return undefined;
  const found = findStatuses(text, statuses);
  const isName = run.every(({ quoted, text: word }) => quoted !== undefined || nameWord.test(word));
  const typed = text.toLowerCase();
  const statusIds = found.filter(({ label }) => isName || label.toLowerCase() === typed).map(({ id }) => id);
  return statusIds.length > 0 ? { readings: statusIds.map((id) => setting('status_id', id)) } : undefined;
}

function readPeriod(text: string): Found | undefined {
  const value = findPeriod(text);
  return value ? { readings: [setting('value_period', value)] } : undefined;
}

function readPerson(tokens: readonly Token[], { peopleNames }: Reader): Run | undefined {
  if (tokens[0]?.signs !== '@') return undefined;
  const names = peopleNames.user;
  if (!names) return { found: { problem: 'people-loading', field: 'user_id' }, length: 1 };
  const own = tokens.slice(1).findIndex(({ signs }) => signs !== '');
  const run = readLongest(
    own < 0 ? tokens : tokens.slice(0, own + 1),
    (text) => {
      const found = findPeople(text.slice(1), names);
      if (found === 'me') return { readings: [{ field: 'user_id', change: { how: 'me' } }] };
      const readings = found.people.map(({ id }) => setting('user_id', id));
      return readings.length > 0 ? { readings } : undefined;
    },
    4,
  );
  return run ?? { found: { problem: 'no-person', field: 'user_id' }, length: 1 };
}

// "value 12,500", "close fri": a whole name without a colon, before a value that the field can hold.
function readNamed(
  unquoted: readonly Token[],
  tokens: readonly Token[],
  reader: Reader,
  status: Run | undefined,
): Run | undefined {
  for (let words = Math.min(4, unquoted.length); words > 0; words -= 1) {
    const typed = tokens
      .slice(0, words)
      .map(({ text }) => text)
      .join(' ');
    const { fields, isWhole } = findFields(typed, reader.fieldNames);
    const [field] = fields;
    if (!isWhole || !field || fields.length > 1 || isText(field) || field.isMultiple) continue;
    const run = readValue(field, tokens.slice(words), reader);
    if (!('readings' in run.found)) continue;
    // The name of a field and of a status.
    if (status && status.length <= words && 'readings' in status.found) {
      const choices = [...status.found.readings, nameOf(field, reader)];
      return { found: { problem: 'ambiguous', choices }, length: words + run.length };
    }
    return { found: run.found, length: words + run.length };
  }
  return undefined;
}

/** Returns the choice to go on with a field's name and colon. */
export function nameOf(field: Field, { fieldNames, locale }: Reader): LineChoice {
  return { text: `${writeFieldName(field, fieldNames, locale)}: ` };
}
