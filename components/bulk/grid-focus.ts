import type { Row } from '../../lib/bulk-edit/table-rows.ts';
import type { TableModel } from './table-model.ts';

/**
 * Moves the focus in a grid of table rows, of which one element can be reached with Tab (roving tabindex). Rows that are not
 * drawn are drawn first.
 */

/** Returns the cell around an element, null outside of the grid. */
export function cellOf(target: EventTarget | null): HTMLTableCellElement | null {
  return target instanceof Element ? target.closest<HTMLTableCellElement>('td, th') : null;
}

/** Focuses a cell, or its control if it has nothing else. */
export function focusCell(cell: Element | null | undefined): void {
  const table = cell?.closest('table');
  if (!cell || !table) return;
  const target = cell.querySelector<HTMLElement>('[data-focus]:not(:disabled)') ?? (cell as HTMLElement);
  for (const each of table.querySelectorAll<HTMLElement>('[tabindex="0"]')) each.tabIndex = -1;
  target.tabIndex = 0;
  target.focus({ preventScroll: true });
  cell.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

/** The column of the deals. */
const dealColumn = 1;

/**
 * Focuses the requested cell once its row is drawn. Lets Tab reach the grid if the row that could be reached was removed: by
 * its neighbor, which also gets the focus if it was lost with the row, else by the first row.
 */
export function keepFocus(
  body: HTMLTableSectionElement | null,
  table: TableModel,
  neighbor: Row | undefined,
): void {
  const grid = body?.closest('table');
  if (!grid) return;
  const { requested, reachable, drawn } = table.rowWindow;
  const { value: request } = requested;
  requested.value = null;
  const isLost = neighbor && document.activeElement === document.body;
  const isReachable = grid.querySelector('[tabindex="0"]') !== null;
  if (request && elementOf(grid, request.row)) goTo(grid, table, request.row, request.column);
  else if (!isReachable && isLost) goTo(grid, table, neighbor, dealColumn);
  else if (!isReachable) {
    const row = neighbor ?? drawn.value.drawn[0]?.row ?? null;
    reachable.value = row;
    const cell = elementOf(grid, row)?.cells[dealColumn];
    if (cell) cell.tabIndex = 0;
  }
}

/** Focuses the cell so many rows and columns away; false if there is none. */
export function moveFocus(
  from: HTMLTableCellElement,
  table: TableModel,
  by: { rows?: number; columns?: number },
): boolean {
  const rows = table.open.visible.value;
  const at = placeOf(from, rows);
  const to = Math.min(rows.length - 1, Math.max(inHead, at + (by.rows ?? 0)));
  const column = from.cellIndex + (by.columns ?? 0);
  const isSame = to === at && column === from.cellIndex;
  if (isSame || column < 0 || column > lastColumn(from)) return false;
  go(from, table, to, column);
  return true;
}

/** Focuses the next or previous cell, also of the next row; false at the end of the grid. */
export function moveOn(from: HTMLTableCellElement, table: TableModel, by: 1 | -1): boolean {
  const rows = table.open.visible.value;
  const column = from.cellIndex + by;
  const isWithin = column >= 0 && column <= lastColumn(from);
  const place = placeOf(from, rows) + (isWithin ? 0 : by);
  if (place < inHead || place >= rows.length) return false;
  go(from, table, place, isWithin ? column : by > 0 ? 0 : lastColumn(from));
  return true;
}

/** Focuses the first or last cell of the row, or of the grid. */
export function moveToEdge(
  from: HTMLTableCellElement,
  table: TableModel,
  isEnd: boolean,
  ofGrid: boolean,
): void {
  const rows = table.open.visible.value;
  const place = ofGrid ? (isEnd ? rows.length - 1 : inHead) : placeOf(from, rows);
  go(from, table, place, isEnd ? lastColumn(from) : 0);
}

/** The place of the row of the heads, before the rows of the deals. */
const inHead = -1;

function placeOf(cell: HTMLTableCellElement, rows: readonly Row[]): number {
  const { id } = (cell.parentElement as HTMLTableRowElement).dataset;
  return rows.findIndex(({ opportunityId }) => opportunityId === id);
}

function lastColumn(cell: HTMLTableCellElement): number {
  return (cell.parentElement as HTMLTableRowElement).cells.length - 1;
}

function go(from: HTMLTableCellElement, table: TableModel, place: number, column: number): void {
  const grid = from.closest('table');
  if (grid) goTo(grid, table, table.open.visible.value[place] ?? null, column);
}

/** Focuses a cell of a row, null for the row of the heads. */
function goTo(grid: HTMLTableElement, { rowWindow }: TableModel, row: Row | null, column: number): void {
  const element = elementOf(grid, row);
  if (element) {
    focusCell(element.cells[column]);
    // At once, because the browser reports the scrolling with the next frame.
    rowWindow.scrollTo(grid.scrollTop);
  } else if (row) rowWindow.requested.value = { row, column };
}

function elementOf(grid: HTMLTableElement, row: Row | null): HTMLTableRowElement | null | undefined {
  if (!row) return grid.tHead?.rows[0];
  return grid.querySelector<HTMLTableRowElement>(`[data-id="${CSS.escape(row.opportunityId)}"]`);
}
