import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { type BulkEditModel, createBulkEdit } from '../../lib/bulk-edit/bulk-edit.ts';
import { createOpenDeals, type OpenDeals } from '../../lib/bulk-edit/open-deals.ts';
import { createSheet, type Sheet } from '../../lib/bulk-edit/sheet.ts';
import type { SortColumn } from '../../lib/bulk-edit/sort-rows.ts';
import type { Row } from '../../lib/bulk-edit/table-rows.ts';
import type { ask as askBackground } from '../../lib/messaging/ask.ts';
import type { MessageName } from '../../lib/wording/text.ts';
import { createRowWindow, type RowWindow } from './row-window.ts';

/** Everything that the table of deals shows. */
export type TableModel = {
  deals: BulkEditModel;
  sheet: Sheet;
  open: OpenDeals;
  rowWindow: RowWindow;
  /** Whether the rows belong to several organizations. */
  isOfSeveral: ReadonlySignal<boolean>;
  /** The cell with the focus, for the status bar. */
  active: Signal<{ row: Row; field: string } | null>;
};

/** Creates a table without deals. */
export function createTable(ask: typeof askBackground): TableModel {
  const deals = createBulkEdit(ask);
  const sheet = createSheet(ask);
  // Its own signal, because each row would otherwise be drawn again with every other one.
  const isOfSeveral = computed(() => {
    const ids = deals.rows.value.flatMap(({ view }) => view.value?.opportunity.organizationId ?? []);
    return new Set(ids).size > 1;
  });
  const open = createOpenDeals(ask, deals, sheet);
  return { deals, sheet, open, rowWindow: createRowWindow(open.visible), isOfSeveral, active: signal(null) };
}

/** Columns whose cells can be edited. */
export const sheetColumns = [
  { column: 'status_id', name: 'fieldStatus' },
  { column: 'confidence', name: 'fieldConfidence' },
  { column: 'value', name: 'fieldValue' },
  { column: 'date_won', name: 'fieldEstimatedClose' },
  { column: 'user_id', name: 'fieldOwner' },
  { column: 'next-step', name: 'nextStep' },
] as const satisfies { column: SortColumn; name: MessageName }[];

/** Returns the key of the field that a column shows in a row, "" for none. */
export function fieldKeyOf(column: SortColumn, row: Row, { settings }: OpenDeals): string {
  if (column !== 'next-step') return column;
  return settings.value.nextStep[row.view.value?.opportunity.organizationId ?? ''] ?? '';
}
