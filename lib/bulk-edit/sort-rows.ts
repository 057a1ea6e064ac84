import type { TableSettings } from '../model/table-settings.ts';
import { findStatus } from '../opportunity/opportunity.ts';
import { asList, valueIn } from '../opportunity/values.ts';
import type { Row } from './table-rows.ts';

/** Column that the table can be sorted by; `next-step` is the chosen field of each organization. */
export type SortColumn = 'deal' | 'status_id' | 'confidence' | 'value' | 'date_won' | 'user_id' | 'next-step';

/** Returns rows in the order of a column, rows without a value last; in the given order without a column. */
export function sortRows(
  rows: readonly Row[],
  sort: { column: SortColumn; isDescending: boolean } | null,
  settings: TableSettings,
): Row[] {
  if (!sort) return [...rows];
  const keyed = rows.map((row) => ({ row, key: keyOf(row, sort.column, settings) }));
  const direction = sort.isDescending ? -1 : 1;
  return keyed
    .sort((one, other) => {
      if (one.key === null || other.key === null)
        return Number(one.key === null) - Number(other.key === null);
      return direction * compare(one.key, other.key);
    })
    .map(({ row }) => row);
}

function keyOf({ view }: Row, column: SortColumn, { nextStep }: TableSettings): string | number | null {
  const shown = view.peek();
  if (!shown) return null;
  const { opportunity, organization } = shown;
  const { values, leadName, ownerName, organizationId } = opportunity;
  switch (column) {
    case 'deal':
      return leadName || null;
    case 'user_id':
      return ownerName || null;
    case 'status_id': {
      const { pipelines } = organization.catalog;
      const found = findStatus(pipelines, values.status_id);
      return found
        ? pipelines.indexOf(found.pipeline) * 1000 + found.pipeline.statuses.indexOf(found.status)
        : null;
    }
    default: {
      const value = valueIn(values, column === 'next-step' ? (nextStep[organizationId] ?? '') : column);
      if (typeof value === 'number') return value;
      return asList(value).join(', ') || null;
    }
  }
}

function compare(one: string | number, other: string | number): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  return String(one).localeCompare(String(other));
}
