import type { FieldValue } from '../model/field-value.ts';
import type { Operation } from '../model/operation.ts';
import { applyPatch, isSameValue, splitKey, valueIn } from '../opportunity/values.ts';

/** What a new operation does to those of its deal that have not been sent. */
export type Superseded = {
  later: Operation;
  /** Operations that lost a field to the later one and keep the others. */
  shortened: Operation[];
  /** Operations of which nothing is left; the later one answers for them. */
  replaced: Operation[];
};

/**
 * Lets an edit take the place of unsent edits of the same fields, oldest first in `unsent`: Close receives the last
 * value only. What the user saw in Close stays the base. Adding to and removing from a list replace nothing, since
 * each of them is wanted.
 */
export function supersede(unsent: readonly Operation[], later: Operation): Superseded {
  const result: Superseded = { later, shortened: [], replaced: [] };
  const newlySet = Object.keys(later.patch).filter((key) => splitKey(key).how === 'set');
  // From the newest to the oldest, so that the base ends as what was seen first.
  for (const earlier of unsent.toReversed()) {
    const entries = Object.entries(earlier.patch);
    const left = entries.filter(([key]) => !newlySet.includes(splitKey(key).field));
    if (left.length === entries.length) continue;
    const lost = newlySet.filter((field) => entries.some(([key]) => splitKey(key).field === field));
    const seen = Object.fromEntries(lost.map((field) => [field, valueIn(earlier.base, field)]));
    result.later = { ...result.later, base: { ...result.later.base, ...seen } };
    if (left.length > 0) {
      result.shortened.push({ ...earlier, patch: Object.fromEntries(left) });
    } else {
      const replaces = [...(earlier.replaces ?? []), earlier.id, ...(result.later.replaces ?? [])];
      result.later = { ...result.later, replaces };
      result.replaced.push(earlier);
    }
  }
  return result;
}

/**
 * A later operation once an earlier one of its deal has left the outbox without being written: what the user saw in
 * their place was the earlier wish, while Close still holds what was there before it.
 */
export function withoutEarlier(later: Operation, gone: Operation): Operation {
  const wished = applyPatch(gone.patch, gone.base);
  const base: Record<string, FieldValue> = { ...later.base };
  for (const [field, value] of Object.entries(wished)) {
    if (field in base && isSameValue(field, valueIn(base, field), value)) {
      base[field] = valueIn(gone.base, field);
    }
  }
  return { ...later, base };
}
