import type { FieldValue } from '../model/field-value.ts';
import type { Operation } from '../model/operation.ts';
import { applyPatch, isSameValue, splitKey, valueIn } from '../opportunity/values.ts';

/** Result of adding an operation to the unsent ones of its deal. */
export type Superseded = {
  later: Operation;
  /** Operations that lost some fields to the later one. */
  shortened: Operation[];
  /** Operations that lost all fields; the later one answers for them. */
  replaced: Operation[];
};

/**
 * Removes the fields that `later` sets from unsent edits (oldest first), so that Close receives the last value only.
 * The earliest base stays. Additions to and removals from lists replace nothing, because each of them counts.
 */
export function supersede(unsent: readonly Operation[], later: Operation): Superseded {
  const result: Superseded = { later, shortened: [], replaced: [] };
  // A key that adds or removes one value is the name of no field.
  const newlySet = Object.keys(later.patch);
  // Goes from newest to oldest, so that the earliest base remains.
  for (const earlier of unsent.toReversed()) {
    const entries = Object.entries(earlier.patch);
    const remaining = entries.filter(([key]) => !newlySet.includes(splitKey(key).field));
    if (remaining.length === entries.length) continue;
    const lost = newlySet.filter((field) => entries.some(([key]) => splitKey(key).field === field));
    const seen = Object.fromEntries(lost.map((field) => [field, valueIn(earlier.base, field)]));
    result.later = { ...result.later, base: { ...result.later.base, ...seen } };
    if (remaining.length > 0) {
      result.shortened.push({ ...earlier, patch: Object.fromEntries(remaining) });
    } else {
      const replaces = [...(earlier.replaces ?? []), earlier.id, ...(result.later.replaces ?? [])];
      result.later = { ...result.later, replaces };
      result.replaced.push(earlier);
    }
  }
  return result;
}

/**
 * Corrects the base of a later operation after an earlier one was removed from the outbox unwritten, because the user saw
 * the earlier operation's values while Close still has the previous ones.
 */
export function withoutEarlier(later: Operation, gone: Operation): Operation {
  const requested = applyPatch(gone.patch, gone.base);
  const base: Record<string, FieldValue> = { ...later.base };
  for (const [field, value] of Object.entries(requested)) {
    if (field in base && isSameValue(field, valueIn(base, field), value)) {
      base[field] = valueIn(gone.base, field);
    }
  }
  return { ...later, base };
}
