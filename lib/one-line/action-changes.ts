import type { FieldChange, QuickAction } from '../model/quick-action.ts';
import type { Reading } from './line.ts';

/** Returns the changes of a quick action that does what a line says; undefined if one field changes in several ways. */
export function changesOfReadings(readings: readonly Reading[]): QuickAction['changes'] | undefined {
  const changes: QuickAction['changes'] = {};
  for (const [field, own] of Map.groupBy(readings, (reading) => reading.field)) {
    const [first, ...others] = own.map(({ change }) => change);
    const joined = others.length === 0 ? first : (joinItems(own) ?? joinLines(own));
    if (!joined) return undefined;
    changes[field] = joined;
  }
  return changes;
}

/** Returns the changes of a quick action one by one, as a line says them. */
export function readingsOfChanges(changes: QuickAction['changes']): Reading[] {
  return Object.entries(changes).flatMap(([field, change]): Reading[] => {
    if (change.how !== 'edit') return [{ field, change }];
    const items = (how: 'add' | 'remove') =>
      change[how].map((value): Reading => ({ field, change: { how, value } }));
    return [...items('add'), ...items('remove')];
  });
}

function joinItems(readings: readonly Reading[]): FieldChange | undefined {
  const items = (how: 'add' | 'remove') => [
    ...new Set(readings.flatMap(({ change }) => (change.how === how ? change.value : []))),
  ];
  const [add, remove] = [items('add'), items('remove')];
  const isAll = readings.every(({ change: { how } }) => how === 'add' || how === 'remove');
  // The order decides about a value which is both added and removed.
  if (!isAll || add.some((item) => remove.includes(item))) return undefined;
  return { how: 'edit', add, remove };
}

function joinLines(readings: readonly Reading[]): FieldChange | undefined {
  const lines = readings.flatMap(({ change }) => (change.how === 'append' ? change.value : []));
  return lines.length === readings.length ? { how: 'append', value: lines.join('\n') } : undefined;
}
