import { lookUp } from '../base/look-up.ts';
import type { FieldValue, Patch, Values } from '../model/field-value.ts';
import { standardKeys } from './opportunity.ts';
import { asList, isSameValue, splitKey, touchedFields, valueIn } from './values.ts';

/** What a save did to a deal: values of the fields concerned, before and after. */
export type Difference = { before: Values; after: Values };

/**
 * What a save changed, by comparing the deal read just before it with the answer: the fields that were asked for, and
 * every other one that Close moved along with them (`date_won` on winning, perhaps confidence).
 */
export function findDifference(patch: Patch, before: Values, after: Values): Difference {
  const fields = new Set<string>([...touchedFields(patch), ...standardKeys]);
  const difference = { before: {} as Record<string, FieldValue>, after: {} as Record<string, FieldValue> };
  for (const field of fields) {
    const [was, is] = [valueIn(before, field), valueIn(after, field)];
    if (isSameValue(field, was, is)) continue;
    difference.before[field] = was;
    difference.after[field] = is;
  }
  return difference;
}

/** What Close itself moves when a field is stored. */
const movedAlong: Readonly<Record<string, readonly string[]>> = {
  status_id: ['date_won', 'confidence'],
  note: ['note_html'],
  note_html: ['note'],
};

/** The fields that a save changes: those it touches and those that Close moves with them. */
export function fieldsOfSave(patch: Patch): Set<string> {
  return new Set(touchedFields(patch).flatMap((field) => [field, ...(lookUp(movedAlong, field) ?? [])]));
}

/**
 * The save that takes a change back: former values of exactly the fields of the save, guarded by what they were left
 * at. An added value is removed again and the other way round, so that a colleague's additions stay. Whatever else
 * moved between the reading and the answer was somebody else's doing and stays too.
 */
export function undoOf(patch: Patch, { before, after }: Difference): { base: Values; patch: Patch } {
  const reversed: Record<string, FieldValue> = {};
  const reversedFields = new Set<string>();
  for (const [key, value] of Object.entries(patch)) {
    const { field, how } = splitKey(key);
    if (how === 'set') continue;
    reversedFields.add(field);
    const [was, is] = [before, after].map((values) => asList(valueIn(values, field)).includes(String(value)));
    if (was !== is) reversed[`${field}.${is ? 'remove' : 'add'}`] = value;
  }
  const ours = fieldsOfSave(patch);
  for (const [field, value] of Object.entries(before)) {
    if (ours.has(field) && !reversedFields.has(field)) reversed[field] = clearable(field, value);
  }
  return { base: after, patch: inOneForm(reversed) };
}

// A note goes back in the form that holds it: with formatting the plain one is ignored, and a null there clears both.
function inOneForm({ note, note_html, ...others }: Patch): Patch {
  if (note_html !== undefined && (note_html !== null || note === undefined)) return { ...others, note_html };
  return note === undefined ? others : { ...others, note };
}

// Close takes no null for these, so what was empty goes back to the nearest thing it takes.
function clearable(field: string, value: FieldValue): FieldValue {
  if (value !== null) return value;
  if (field === 'value' || field === 'confidence') return 0;
  return field === 'note' ? '' : null;
}
