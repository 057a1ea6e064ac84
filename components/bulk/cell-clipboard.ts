import { editedText, fieldOf } from '../../lib/bulk-edit/cell-fields.ts';
import type { Row } from '../../lib/bulk-edit/table-rows.ts';
import { describeValue } from '../../lib/wording/describe-change.ts';
import { cellOf } from './grid-focus.ts';
import { fieldKeyOf, sheetColumns, type TableModel } from './table-model.ts';

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
 * Pastes a text into the cell with the focus. Several lines go into the cells below it too, each as a save of its own.
 */
export function pasteCells(event: ClipboardEvent, table: TableModel, rowOf: RowOf): void {
  const cell = cellOf(event.target);
  const row = cell && rowOf(cell);
  const column = cell && columnOf(cell);
  if (!row || !column || isTextBox(event.target)) return;
  event.preventDefault();
  const lines = (event.clipboardData?.getData('text/plain') ?? '').replace(/\r?\n$/, '').split(/\r?\n/);
  const rows = table.open.visible.value;
  const from = rows.indexOf(row);
  for (const [place, line] of lines.entries()) {
    const target = rows[from + place];
    if (target) table.sheet.enter(target, fieldKeyOf(column, target, table.open), line);
  }
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
  return sheetColumns[cell.cellIndex - 2]?.column;
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
