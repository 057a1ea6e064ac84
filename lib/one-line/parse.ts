import type { FieldChange } from '../model/quick-action.ts';
import type { Field } from '../opportunity/fields.ts';
import { findStatus } from '../opportunity/opportunity.ts';
import { applyReadings } from './apply-line.ts';
import { checkParts } from './check-parts.ts';
import { type FieldPrefix, findFieldPrefixes, isText } from './field-prefixes.ts';
import { namedKey } from './fields.ts';
import { nameOf, readFree } from './free-words.ts';
import type { Found, Line, LineContext, LinePart } from './line.ts';
import { isSameReading, readingsOf } from './line.ts';
import { readItems } from './lists.ts';
import { type Reader, readerOf } from './reader.ts';
import { suggestFor } from './suggest.ts';
import { findQuotes, type Quote, splitWords, type Token } from './tokens.ts';
import { readValue } from './values.ts';

/** Longer lines are refused, because a person cannot check what they would change. */
export const maxLineLength = 1_000;

/**
 * Reads a line: what each piece means for the deal, and what the whole would change. Pure. An unfinished line must not
 * be saved, not even in part.
 */
export function parseLine(line: string, context: LineContext): Line {
  const { values } = context.opportunity;
  if (line.length > maxLineLength) {
    const parts: LinePart[] = [
      { start: 0, end: line.length, kind: 'problem', problem: 'too-long', choices: [] },
    ];
    return { parts, patch: {}, base: {}, isReady: false };
  }
  const reader = readerOf(context);
  const present = typeOf(values.status_id, context);
  const first = readParts(line, { ...reader, direction: present === 'won' ? 'past' : 'future' });
  const status = readingsOf({ parts: first }).findLast(({ field }) => field === 'status_id')?.change;
  const type = status?.how === 'set' ? typeOf(status.value, context) : present;
  // A status later in the line decides what a date before it means.
  const parts =
    (type === 'won') === (present === 'won')
      ? first
      : readParts(line, { ...reader, direction: type === 'won' ? 'past' : 'future' });
  const checked = checkParts(parts, line, type, reader);
  const readings = readingsOf({ parts: checked });
  const isReady = readings.length > 0 && checked.every(({ kind }) => kind === 'change');
  return { parts: checked, isReady, ...applyReadings(readings, context) };
}

function typeOf(statusId: unknown, { catalog }: LineContext) {
  return findStatus(catalog.pipelines, String(statusId))?.status.type ?? 'active';
}

/** Reads the pieces of a line one by one, without asking whether the deal can take them. */
export function readParts(line: string, reader: Reader): LinePart[] {
  const quotes = findQuotes(line);
  const prefixes = findFieldPrefixes(line, quotes, reader.fieldNames);
  const before = splitWords(line, 0, prefixes[0]?.start ?? line.length, quotes);
  const after = prefixes.flatMap((prefix, index) =>
    readSegment(line, prefix, prefixes[index + 1]?.start ?? line.length, quotes, reader),
  );
  return [...readWords(before, reader), ...after];
}

function readSegment(
  line: string,
  prefix: FieldPrefix,
  end: number,
  quotes: readonly Quote[],
  reader: Reader,
): LinePart[] {
  const [field, ...others] = prefix.fields;
  if (!field) return [];
  const tokens = splitWords(line, prefix.end, end, quotes);
  if (others.length > 0) {
    const choices = prefix.fields.map((each) => nameOf(each, reader));
    return [{ start: prefix.start, end: prefix.end, kind: 'problem', problem: 'ambiguous', choices }];
  }
  if (isText(field) || field.key === 'note') {
    const found = readText(line.slice(prefix.end, end), prefix.end, field, quotes);
    return [toPart(prefix.start, tokens.at(-1)?.end ?? prefix.end, found)];
  }
  if (field.lock) {
    const problem = { problem: 'locked', field: field.key } as const;
    return [toPart(prefix.start, tokens.at(-1)?.end ?? prefix.end, problem)];
  }
  const items = field.isMultiple ? readItems(field, tokens, reader) : [readValue(field, tokens, reader)];
  let from = 0;
  const parts = items.map(({ found, length }, index) => {
    const [first, last] = [tokens[from], tokens[from + length - 1]];
    from += length;
    return toPart(index === 0 ? prefix.start : (first?.start ?? prefix.end), last?.end ?? prefix.end, found);
  });
  return [...parts, ...readWords(tokens.slice(from), reader)];
}

// "-" empties a field; a text in quotation marks is taken letter by letter; "=" replaces a note instead of going on with it.
function readText(raw: string, offset: number, field: Field, quotes: readonly Quote[]): Found {
  const key = namedKey(field.key);
  const isNote = key === 'note';
  if (field.lock) return { problem: 'locked', field: field.key };
  const isWhole = isNote && /^\s*=/.test(raw);
  const rest = isWhole ? raw.replace(/^\s*=/, (sign) => ' '.repeat(sign.length)) : raw;
  const text = rest.trim();
  const start = offset + rest.length - rest.trimStart().length;
  const quoted = quotes.find((each) => each.start === start && each.end === start + text.length);
  const value = quoted?.content ?? text;
  if (text === '') return { problem: 'empty', field: key };
  const on = (change: FieldChange): Found => ({ readings: [{ field: key, change }] });
  if (value === '' || (text === '-' && !quoted)) return on({ how: 'clear' });
  return on(isNote && !isWhole ? { how: 'append', value } : { how: 'set', value });
}

function readWords(tokens: readonly Token[], reader: Reader): LinePart[] {
  const parts: LinePart[] = [];
  let rest = tokens;
  while (rest[0]) {
    const [first] = rest;
    const run = readFree(rest, reader);
    const length = run?.length ?? 1;
    const { end } = rest[length - 1] ?? first;
    const found = run?.found ?? { problem: 'unknown' as const, choices: suggestFor(first, reader) };
    parts.push(toPart(first.start, end, found));
    rest = rest.slice(length);
  }
  return parts;
}

function toPart(start: number, end: number, found: Found): LinePart {
  if ('problem' in found) {
    const { problem, field, choices = [] } = found;
    return { start, end, kind: 'problem', problem, choices, ...(field !== undefined && { field }) };
  }
  const { readings: all, others = [] } = found;
  const different = all.filter((each, index) => all.findIndex((one) => isSameReading(one, each)) === index);
  const [only, ...more] = different;
  if (only && more.length === 0) return { start, end, kind: 'change', ...only, others };
  return { start, end, kind: 'problem', problem: 'ambiguous', choices: [...different, ...others] };
}
