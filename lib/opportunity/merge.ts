import type { Conflict, FieldValue, Patch, Values } from '../model/field-value.ts';
import { applyPatch, asList, isSameValue, splitKey, valueIn } from './values.ts';

export type Merge = {
  /** The keys that still have to be written. */
  toWrite: Patch;
  conflicts: Conflict[];
};

/** What others wrote in the fields of conflicts. */
export function theirsOf(conflicts: readonly Conflict[]): Values {
  return Object.fromEntries(conflicts.map(({ field, theirs }) => [field, theirs]));
}

/**
 * Three-way merge of a wish against what Close holds now, per field: `base` is what the user saw. What nobody else
 * touched is written, what already has the wished value is left out, everything else is a conflict. Adding or
 * removing one value of a list never conflicts, whatever happened to the rest of the list.
 */
export function mergeWithCurrent(base: Values, patch: Patch, current: Values): Merge {
  const toWrite: Record<string, FieldValue> = {};
  const conflicts: Conflict[] = [];
  const result = applyPatch(patch, current);
  for (const [key, wished] of Object.entries(patch)) {
    const { field, how } = splitKey(key);
    const theirs = valueIn(current, field);
    const mine = valueIn(result, field);
    if (isSameValue(field, mine, theirs)) continue;
    const seen = valueIn(base, field);
    if (how === 'set' && !isSameValue(field, seen, theirs)) {
      conflicts.push({ field, base: seen, mine, theirs });
    } else if (how === 'set' || wants(how, String(wished), theirs, mine)) {
      toWrite[key] = wished;
    }
  }
  return { toWrite, conflicts };
}

/** Whether adding or removing an item is a part of the way from one list to another. */
function wants(how: 'add' | 'remove', item: string, from: FieldValue, to: FieldValue): boolean {
  const isListed = asList(to).includes(item);
  return isListed !== asList(from).includes(item) && isListed === (how === 'add');
}
