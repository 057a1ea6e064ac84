import { parseCopiedCells } from '../../lib/base/csv.ts';
import { editedText, fieldOf } from '../../lib/bulk-edit/cell-fields.ts';
import { pasteCellTexts } from '../../lib/bulk-edit/paste-cells.ts';
import type { Row } from '../../lib/bulk-edit/table-rows.ts';
import { describeValue } from '../../lib/wording/describe-change.ts';
import { cellOf } from './grid-focus.ts';
import { fieldKeyOf, sheetColumns, type TableModel } from './table-model.ts';

/** The box to select a deal, and the deal itself. */
const columnsBefore = 2;

type RowOf = (cell: Element) => Row | undefined;

/** Copies the cell with the focus as text, or the whole column if its head has the focus. */
export function copyCells(event: ClipboardEvent, table: TableModel, rowOf: RowOf): void {
  const cell = cellOf(event.target);
  if (!cell || isTextBox(event.target) || !event.clipboardData) return;
  const row = rowOf(cell);
  const column = columnOf(cell);
  const texts = row
    ? [textOf(row, cell.dataset.field ?? '', table)]
    : column
      ? table.open.visible.value.map((each) => textOf(each, fieldKeyOf(column, each, table.open), table))
      : [];
  if (texts.length === 0) return;
  event.clipboardData.setData('text/plain', texts.join('\n'));
  event.preventDefault();
}

/**
 * Pastes a text into the cell with the focus, which saves it. Several cells go into those below and to the right, as changes
 * that the user confirms.
 */
export function pasteCells(event: ClipboardEvent, table: TableModel, rowOf: RowOf): void {
  const cell = cellOf(event.target);
  const row = cell && rowOf(cell);
  const column = cell && columnOf(cell);
  if (!row || !column || isTextBox(event.target)) return;
  event.preventDefault();
  const { deals, sheet, open } = table;
  const lines = parseCopiedCells(event.clipboardData?.getData('text/plain') ?? '');
  const [[only = ''] = []] = lines;
  if (lines.length <= 1 && (lines[0]?.length ?? 0) <= 1) {
    sheet.enter(row, fieldKeyOf(column, row, open), only);
    return;
  }
  // A run takes the changes of its rows when it gets to them.
  if (deals.run.value) return;
  const rows = open.visible.value;
  const from = rows.indexOf(row);
  const columns = sheetColumns.slice(cell.cellIndex - columnsBefore).map((each) => each.column);
  const pasted = lines.flatMap((line, place) => {
    const target = rows[from + place];
    if (!target) return [];
    const texts = columns.flatMap((each, at) => {
      const typed = line[at];
      return typed === undefined ? [] : [[fieldKeyOf(each, target, open), typed] as const];
    });
    return [{ row: target, texts }];
  });
  void pasteCellTexts(pasted, sheet);
}

/** Gives the cell with the focus the value of the one above it. */
export function copyFromAbove(cell: HTMLTableCellElement, table: TableModel, rowOf: RowOf): void {
  const row = rowOf(cell);
  const column = columnOf(cell);
  const rows = table.open.visible.value;
  const above = row && rows[rows.indexOf(row) - 1];
  if (!row || !column || !above) return;
  table.sheet.enter(
    row,
    fieldKeyOf(column, row, table.open),
    textOf(above, fieldKeyOf(column, above, table.open), table),
  );
}

// By the place of the cell, because the field of the last column depends on the organization.
function columnOf(cell: HTMLTableCellElement) {
  return sheetColumns[cell.cellIndex - columnsBefore]?.column;
}

// As a cell reads it again: names of choices, the other values as they are typed.
function textOf(row: Row, key: string, { sheet }: TableModel): string {
  const view = row.view.value;
  const field = view && key ? fieldOf(view, key) : undefined;
  if (!view || !field) return '';
  const value = sheet.valueOf(row, key);
  if (value === null) return '';
  const { catalog } = view.organization;
  if (field.type === 'status') return describeValue(key, value, catalog, view.opportunity.currency);
  if (field.type === 'percent') return String(value);
  return editedText(field, value);
}

function isTextBox(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches('input:not([type=checkbox])');
}
