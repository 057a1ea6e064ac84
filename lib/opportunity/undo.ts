import { lookUp } from '../base/look-up.ts';
import type { Change } from '../model/change.ts';
import type { FieldValue, Patch, Values } from '../model/field-value.ts';
import { isUndo } from './is-undo.ts';
import { standardKeys } from './opportunity.ts';
import { asList, isSameValue, splitKey, touchedFields, valueIn } from './values.ts';

/** Values of the changed fields before and after a save. */
export type Difference = { before: Values; after: Values };

/**
 * Compares the deal before a save with the answer. Includes the fields of the patch and all standard fields, because
 * Close changes some along with others (`date_won` on winning, perhaps confidence).
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

/** Returns how the save that undoes a change refers to it. */
export function referTo(change: Pick<Change, 'id' | 'undoes' | 'isRedo'>): Pick<Change, 'undoes' | 'isRedo'> {
  return { undoes: change.id, ...(isUndo(change) && { isRedo: true }) };
}

/** Fields that Close changes along with a field. */
const movedAlong: Readonly<Record<string, readonly string[]>> = {
  status_id: ['date_won', 'confidence'],
  note: ['note_html'],
  note_html: ['note'],
};

/** Returns the fields that a save changes: those of the patch and those that Close changes with them. */
export function fieldsOfSave(patch: Patch): Set<string> {
  return new Set(touchedFields(patch).flatMap((field) => [field, ...(lookUp(movedAlong, field) ?? [])]));
}

/**
 * Returns the save that undoes a change: the previous values of its fields, with the new values as base. Added list
 * values are removed and removed ones added, so that changes of other users stay.
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

// Restores the note in one form only, because Close ignores a plain note beside a formatted one and null clears both.
function inOneForm({ note, note_html, ...others }: Patch): Patch {
  if (note_html !== undefined && (note_html !== null || note === undefined)) return { ...others, note_html };
  return note === undefined ? others : { ...others, note };
}

// Replaces null with the nearest value that Close accepts, because it accepts no null for these fields.
function clearable(field: string, value: FieldValue): FieldValue {
  if (value !== null) return value;
  if (field === 'value' || field === 'confidence') return 0;
  return field === 'note' ? '' : null;
}
