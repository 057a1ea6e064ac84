/** Moves the focus in a grid of table rows, of which one element can be reached with Tab (roving tabindex). */

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

/**
 * Lets Tab reach the grid if the row that could be reached was removed: by the deal's own cell of the row with the id, else
 * of the first one. Focuses it if the focus was lost with the row.
 */
export function keepReachable(table: HTMLTableElement | null, id: string | undefined): void {
  if (!table || table.querySelector('[tabindex="0"]')) return;
  const rows = [...(table.tBodies[0]?.rows ?? [])];
  const row = rows.find(({ dataset }) => dataset.id === id);
  const cell = (row ?? rows[0])?.cells[1];
  if (cell) cell.tabIndex = 0;
  if (row && document.activeElement === document.body) focusCell(cell);
}

/** Focuses the cell so many rows and columns away; false if there is none. */
export function moveFocus(from: HTMLTableCellElement, by: { rows?: number; columns?: number }): boolean {
  const rows = rowsOf(from);
  const at = rows.indexOf(from.parentElement as HTMLTableRowElement);
  const row = rows[Math.min(rows.length - 1, Math.max(0, at + (by.rows ?? 0)))];
  const cell = row?.cells[from.cellIndex + (by.columns ?? 0)];
  if (!cell || cell === from) return false;
  focusCell(cell);
  return true;
}

/** Focuses the next or previous cell, also of the next row; false at the end of the grid. */
export function moveOn(from: HTMLTableCellElement, by: 1 | -1): boolean {
  const rows = rowsOf(from);
  const cells = rows.flatMap((row) => [...row.cells]);
  const cell = cells[cells.indexOf(from) + by];
  if (!cell) return false;
  focusCell(cell);
  return true;
}

/** Focuses the first or last cell of the row, or of the grid. */
export function moveToEdge(from: HTMLTableCellElement, isEnd: boolean, ofGrid: boolean): void {
  const rows = rowsOf(from);
  const row = ofGrid ? rows.at(isEnd ? -1 : 0) : (from.parentElement as HTMLTableRowElement);
  focusCell([...(row?.cells ?? [])].at(isEnd ? -1 : 0));
}

function rowsOf(cell: HTMLTableCellElement): HTMLTableRowElement[] {
  return [...(cell.closest('table')?.rows ?? [])];
}
