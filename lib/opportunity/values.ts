import { lookUp } from '../base/look-up.ts';
import type { FieldValue, Patch, Values } from '../model/field-value.ts';
import { canonicalNote } from './note.ts';

/** `custom.cf_x.add` is about the field `custom.cf_x`: the field and how it is changed. */
export function splitKey(key: string): { field: string; how: 'set' | 'add' | 'remove' } {
  const [, field, how] = /^(custom\..+)\.(add|remove)$/.exec(key) ?? [];
  return field ? { field, how: how === 'add' ? 'add' : 'remove' } : { field: key, how: 'set' };
}

/** The fields that a patch touches. */
export function touchedFields(patch: Patch): string[] {
  return [...new Set(Object.keys(patch).map((key) => splitKey(key).field))];
}

/** The value under a key, null where Close left the key out, as it does for empty custom fields. */
export function valueIn(values: Values, field: string): FieldValue {
  return lookUp(values, field) ?? null;
}

/**
 * Whether two values of a field mean the same. A close date is a day to people while Close may keep a time with it,
 * so only the day counts; lists are compared as sets, since Close does not promise an order; formatted notes by what they
 * say, since Close may write the same markup differently.
 */
export function isSameValue(field: string, one: FieldValue, other: FieldValue): boolean {
  // Of these alone the user sets the order.
  if (field === 'attachments') return JSON.stringify(asList(one)) === JSON.stringify(asList(other));
  if (Array.isArray(one) || Array.isArray(other)) {
    const [first, second] = [new Set(asList(one)), new Set(asList(other))];
    return first.size === second.size && [...first].every((item) => second.has(item));
  }
  if (field === 'date_won') return dayOf(one) === dayOf(other);
  if (field === 'note_html') return canonicalNote(String(one ?? '')) === canonicalNote(String(other ?? ''));
  // An emptied note is "" in one answer and null in another.
  return (one === '' ? null : one) === (other === '' ? null : other);
}

/** What a field holds once this key of a patch is carried out on `current`. */
export function applyKey(key: string, wished: FieldValue, current: FieldValue): FieldValue {
  const { how } = splitKey(key);
  if (how === 'set') return wished;
  const list = asList(current);
  const item = String(wished);
  if (how === 'remove') return emptyToNull(list.filter((each) => each !== item));
  return list.includes(item) ? list : [...list, item];
}

/** What all touched fields hold once a patch is carried out on `current`. */
export function applyPatch(patch: Patch, current: Values): Values {
  const result: Record<string, FieldValue> = {};
  for (const [key, wished] of Object.entries(patch)) {
    const { field } = splitKey(key);
    result[field] = applyKey(key, wished, lookUp(result, field) ?? valueIn(current, field));
  }
  return result;
}

/** A value as a list: a single value of a multiple field arrives bare from older records. */
export function asList(value: FieldValue): readonly string[] {
  if (value === null) return [];
  return typeof value === 'object' ? value : [String(value)];
}

function emptyToNull(list: readonly string[]): FieldValue {
  return list.length > 0 ? list : null;
}

function dayOf(value: FieldValue): string | null {
  return typeof value === 'string' ? value.slice(0, 10) : null;
}
