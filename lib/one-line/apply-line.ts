import type { FieldValue, Patch, Values } from '../model/field-value.ts';
import { listChange } from '../opportunity/entries.ts';
import { findStatus } from '../opportunity/opportunity.ts';
import { applyKey, applyPatch, valueIn } from '../opportunity/values.ts';
import { applyChange, toPatch } from '../quick-actions/apply-change.ts';
import type { LineContext, Reading } from './line.ts';

type ApplyContext = Pick<LineContext, 'opportunity' | 'catalog' | 'now'> & {
  connection: Pick<LineContext['connection'], 'userId'>;
};

/** Returns what the changes of a line write, together. Changes that the deal cannot take are left out. */
export function applyReadings(
  readings: readonly Reading[],
  { opportunity, catalog, connection, now }: ApplyContext,
): { patch: Patch; base: Values } {
  const { values } = opportunity;
  const status = readings.findLast(({ field }) => field === 'status_id')?.change;
  const statusId = status?.how === 'set' ? status.value : values.status_id;
  const next = findStatus(catalog.pipelines, statusId)?.status;
  const requested: Record<string, FieldValue> = {};
  const lists: Record<string, FieldValue> = {};
  for (const { field, change } of readings) {
    const custom = catalog.customFields.find(({ id }) => field === `custom.${id}`);
    // A further line of the note comes behind the first.
    const deal = { ...opportunity, values: { ...values, ...applyPatch(requested, values) } };
    const applied = applyChange(field, change, deal, { custom, next, userId: connection.userId });
    if (typeof applied === 'string') continue;
    for (const [key, value] of Object.entries(applied)) {
      if (!custom?.isMultiple) requested[key] = value;
      else {
        // Null after the last item was removed, which is not the deal's own list.
        const list = Object.hasOwn(lists, field) ? (lists[field] ?? null) : valueIn(values, field);
        lists[field] = applyKey(key, value, list);
      }
    }
  }
  for (const [field, list] of Object.entries(lists)) {
    const isWhole = readings.some(
      (each) => each.field === field && ['set', 'clear'].includes(each.change.how),
    );
    const change = isWhole ? { [field]: list } : listChange(field, valueIn(values, field), list);
    Object.assign(requested, change);
  }
  return toPatch(requested, opportunity, catalog.pipelines, now);
}
