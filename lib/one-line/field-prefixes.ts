import type { Field } from '../opportunity/fields.ts';
import { type FieldNames, findFields } from './fields.ts';
import { type Quote, splitWords } from './tokens.ts';

/** A field's name with its colon, from `start` up to `end`. More than one field means that the name fits several. */
export type FieldPrefix = { start: number; end: number; fields: readonly Field[] };

/** Limits the words of a field's name. */
const maxWords = 8;

/**
 * Finds the names of fields in a line. After a field that holds text, only whole names count, because the text may contain
 * any word with a colon.
 */
export function findFieldPrefixes(line: string, quotes: readonly Quote[], names: FieldNames): FieldPrefix[] {
  const prefixes: FieldPrefix[] = [];
  for (const { index } of line.matchAll(/:(?!\/\/)/g)) {
    // "14:30" is a time.
    if (/\d:\d/.test(line.slice(index - 1, index + 2))) continue;
    if (quotes.some(({ start, end }) => start <= index && index < end)) continue;
    const last = prefixes.at(-1);
    const isInText = last !== undefined && last.fields.length === 1 && last.fields.every(isText);
    const prefix = headAt(line, index, last?.end ?? 0, quotes, names, isInText);
    if (prefix) prefixes.push(prefix);
  }
  return prefixes;
}

/** Returns whether a field takes any text. */
export function isText({ type }: Field): boolean {
  return type === 'text' || type === 'textarea' || type === 'append';
}

function headAt(
  line: string,
  colon: number,
  from: number,
  quotes: readonly Quote[],
  names: FieldNames,
  isInText: boolean,
): FieldPrefix | undefined {
  const words = splitWords(line, from, colon, quotes).slice(-maxWords);
  if (words.length === 0 || words.at(-1)?.end !== colon) return undefined;
  let partial: FieldPrefix | undefined;
  for (const [skipped, { start }] of words.entries()) {
    const run = words.slice(skipped);
    if (run.length > 1 && run.some(({ quoted }) => quoted !== undefined)) continue;
    // "Owner: - Team:" empties the owner.
    if (run[0]?.signs || !/[\p{L}\p{N}#]/u.test(run[0]?.text ?? '')) continue;
    const typed = run.map(({ text }) => text).join(' ');
    const { fields, isWhole } = findFields(typed, names);
    if (fields.length === 0) continue;
    const prefix = { start, end: colon + 1, fields };
    // The beginning of a longer name that ends in a shorter one, such as "demo note" for "Demo notes" or a note.
    if (isWhole) return partial ? { ...partial, fields: [...partial.fields, ...fields] } : prefix;
    partial ??= isInText ? undefined : prefix;
  }
  return partial;
}
