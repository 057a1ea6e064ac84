import type { CustomField } from '../model/custom-field.ts';
import type { FieldValue, Patch, Values } from '../model/field-value.ts';
import type { Opportunity } from '../model/opportunity.ts';
import type { Pipeline, Status } from '../model/pipeline.ts';
import type { FieldChange } from '../model/quick-action.ts';
import { dayOfDate, localDay } from '../opportunity/dates.ts';
import { listChange } from '../opportunity/entries.ts';
import { isPlainNote } from '../opportunity/fields.ts';
import { mergeWithCurrent } from '../opportunity/merge.ts';
import { appendLines } from '../opportunity/note.ts';
import { findStatus } from '../opportunity/opportunity.ts';
import { asList, touchedFields, valueIn } from '../opportunity/values.ts';
import { moveDay, moveMoment } from './move-date.ts';

type Around = {
  /** The field's definition, if it is a custom one. */
  custom: Pick<CustomField, 'type' | 'isMultiple'> | undefined;
  /** The status that the deal has afterward. */
  next: Status | undefined;
  userId: string;
};

/** Returns the keys of a PUT for one change of a field, or why the deal cannot take it. */
export function applyChange(
  key: string,
  change: FieldChange,
  { values, noteHtml }: Pick<Opportunity, 'values' | 'noteHtml'>,
  { custom, next, userId }: Around,
): Patch | 'mismatchDateEmpty' | 'mismatchDealClosed' | 'mismatchValue' {
  const stored = valueIn(values, key);
  switch (change.how) {
    case 'set':
      return { [key]: change.value };
    case 'add':
      return { [`${key}.add`]: change.value };
    case 'remove':
      return { [`${key}.remove`]: change.value };
    case 'edit': {
      const others = asList(stored).filter((item) => !change.remove.includes(item));
      const list = [...new Set([...others, ...change.add])];
      return listChange(key, stored, list.length > 0 ? list : null);
    }
    case 'clear':
      return { [key]: key === 'value' ? 0 : key === 'note' ? '' : null };
    case 'me':
      return { [custom?.isMultiple ? `${key}.add` : key]: userId };
    case 'raise': {
      const raised = Number(stored) + change.by;
      if (key === 'confidence') return { [key]: Math.min(100, Math.max(0, raised)) };
      return raised < 0 ? 'mismatchValue' : { [key]: raised };
    }
    case 'append':
      if (!isPlainNote(noteHtml))
        return { note_html: appendLines(String(values.note_html ?? ''), change.value) };
      return { [key]: stored ? `${stored}\n${change.value}` : change.value };
    case 'move': {
      if (!stored) return 'mismatchDateEmpty';
      // There it is the day of winning, and no longer an estimate.
      if (key === 'date_won' && next?.type !== 'active') return 'mismatchDealClosed';
      const moved =
        custom?.type === 'datetime'
          ? moveMoment(String(stored), change.by, change.unit)
          : moveDay(dayOfDate(stored), change.by, change.unit);
      return moved === undefined ? 'mismatchValue' : { [key]: moved };
    }
  }
}

/**
 * Returns the values to write and what they start from, without those that the deal has already. Winning also sets the date
 * to today unless another one is requested, because Close would keep an old estimate as the date won.
 */
export function toPatch(
  requested: Patch,
  { values }: Pick<Opportunity, 'values'>,
  pipelines: readonly Pipeline[],
  now: Date,
): { patch: Patch; base: Values } {
  const status = findStatus(pipelines, requested.status_id)?.status;
  const isWon = status?.type === 'won' && status.id !== valueIn(values, 'status_id');
  // An action that clears the date means that, too.
  const dated = isWon && !('date_won' in requested) ? { ...requested, date_won: localDay(now) } : requested;
  const patch = mergeWithCurrent(values, dated, values).toWrite;
  const base: Record<string, FieldValue> = {};
  for (const field of touchedFields(patch)) base[field] = valueIn(values, field);
  return { patch, base };
}
