import { lookUp } from '../base/look-up.ts';
import type { FieldValue, Patch, Values } from '../model/field-value.ts';
import { momentMs } from './dates.ts';
import { canonicalNote } from './note.ts';

/** Splits a patch key such as `custom.cf_x.add` into its field, `custom.cf_x`, and how the field is changed. */
export function splitKey(key: string): { field: string; how: 'set' | 'add' | 'remove' } {
  const [, field, how] = /^(custom\..+)\.(add|remove)$/.exec(key) ?? [];
  return field ? { field, how: how === 'add' ? 'add' : 'remove' } : { field: key, how: 'set' };
}

/** Returns the fields that a patch changes. */
export function touchedFields(patch: Patch): string[] {
  return [...new Set(Object.keys(patch).map((key) => splitKey(key).field))];
}

/** Returns the value of a field; null if it is missing, because Close omits empty custom fields. */
export function valueIn(values: Values, field: string): FieldValue {
  return lookUp(values, field) ?? null;
}

/**
 * Returns whether two values of a field are equal. Compares close dates by day, lists as sets, formatted notes by
 * content and moments by time, because Close may add a time, reorder lists, and write the same markup or moment differently.
 */
export function isSameValue(field: string, one: FieldValue, other: FieldValue): boolean {
  // Compares the order too, because users order attachments only.
  if (field === 'attachments') return JSON.stringify(asList(one)) === JSON.stringify(asList(other));
  if (Array.isArray(one) || Array.isArray(other)) {
    const [first, second] = [new Set(asList(one)), new Set(asList(other))];
    return first.size === second.size && [...first].every((item) => second.has(item));
  }
  if (field === 'date_won') return dayOf(one) === dayOf(other);
  if (field === 'note_html') return canonicalNote(String(one ?? '')) === canonicalNote(String(other ?? ''));
  return canonicalValue(one) === canonicalValue(other);
}

/** Returns the value of a field after applying one key of a patch to `current`. */
export function applyKey(key: string, requested: FieldValue, current: FieldValue): FieldValue {
  const { how } = splitKey(key);
  if (how === 'set') return requested;
  const list = asList(current);
  const item = String(requested);
  if (how === 'remove') return emptyToNull(list.filter((each) => each !== item));
  return list.includes(item) ? list : [...list, item];
}

/** Returns the values of all fields of a patch after applying it to `current`. */
export function applyPatch(patch: Patch, current: Values): Values {
  const result: Record<string, FieldValue> = {};
  for (const [key, requested] of Object.entries(patch)) {
    const { field } = splitKey(key);
    // Null after the last item was removed, which is not the current value.
    const value = Object.hasOwn(result, field) ? (result[field] ?? null) : valueIn(current, field);
    result[field] = applyKey(key, requested, value);
  }
  return result;
}

/** Returns a value as a list, because older records have a bare value in a multiple field. */
export function asList(value: FieldValue): readonly string[] {
  if (value === null) return [];
  return typeof value === 'object' ? value : [String(value)];
}

// Treats "" as null, because Close returns either for an empty note.
function canonicalValue(value: FieldValue): string | number | null {
  if (typeof value !== 'string') return typeof value === 'number' ? value : null;
  return value === '' ? null : (momentMs(value) ?? withPlainBreaks(value));
}

/** Writes every line break of a text as a line feed, as a browser's text box does. */
export function withPlainBreaks(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

function emptyToNull(list: readonly string[]): FieldValue {
  return list.length > 0 ? list : null;
}

function dayOf(value: FieldValue): string | null {
  return typeof value === 'string' ? value.slice(0, 10) : null;
}
