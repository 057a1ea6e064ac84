import type { Conflict, FieldValue, Patch, Values } from '../model/field-value.ts';
import { applyPatch, asList, isSameValue, splitKey, valueIn } from './values.ts';

export type Merge = {
  /** The keys that still have to be written. */
  toWrite: Patch;
  conflicts: Conflict[];
};

/** Returns the other users' values in the conflicting fields. */
export function theirsOf(conflicts: readonly Conflict[]): Values {
  return Object.fromEntries(conflicts.map(({ field, theirs }) => [field, theirs]));
}

/**
 * Merges a patch with Close's current values, per field; `base` is what the user saw. A field that others changed to a
 * different value is a conflict. Adding or removing one value of a list never conflicts.
 */
export function mergeWithCurrent(base: Values, patch: Patch, current: Values): Merge {
  const toWrite: Record<string, FieldValue> = {};
  const conflicts: Conflict[] = [];
  const result = applyPatch(patch, current);
  for (const [key, requested] of Object.entries(patch)) {
    const { field, how } = splitKey(key);
    const theirs = valueIn(current, field);
    const mine = valueIn(result, field);
    if (isSameValue(field, mine, theirs)) continue;
    const seen = valueIn(base, field);
    if (how === 'set' && !isSameValue(field, seen, theirs)) {
      conflicts.push({ field, base: seen, mine, theirs });
    } else if (how === 'set' || wants(how, String(requested), theirs, mine)) {
      toWrite[key] = requested;
    }
  }
  return { toWrite, conflicts };
}

/** Returns whether `how` on this item is part of the difference between two lists. */
function wants(how: 'add' | 'remove', item: string, from: FieldValue, to: FieldValue): boolean {
  const isListed = asList(to).includes(item);
  return isListed !== asList(from).includes(item) && isListed === (how === 'add');
}
