import type { TargetedEvent } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import { fieldOf } from '../../lib/bulk-edit/cell-fields.ts';
import type { Row } from '../../lib/bulk-edit/table-rows.ts';
import { copyCells, copyFromAbove, pasteCells } from './cell-clipboard.ts';
import { cellOf, focusCell, moveFocus, moveOn, moveToEdge } from './grid-focus.ts';
import type { TableModel } from './table-model.ts';

const rowsOfPage = 10;

/** Returns the handlers that make the grid work like a sheet: keys, clipboard and mouse. */
export function useGridKeys(table: TableModel) {
  useEffect(() => {
    const { open } = table;
    const end = new AbortController();
    const leave = ({ target }: FocusEvent) => {
      // The status bar and dialogs are about the row.
      const isAbout = target instanceof Element && target.closest('[role=grid], .status-bar, dialog');
      if (!isAbout) open.inUse.value = null;
    };
    document.addEventListener('focusin', leave, { signal: end.signal });
    return () => {
      end.abort();
      open.hasPointer.value = false;
    };
  }, [table]);
  return useMemo(() => createGridKeys(table), [table]);
}

function createGridKeys(table: TableModel) {
  const { deals, sheet, open, rowWindow, active } = table;
  // Esc on a cell lets the next Tab leave the grid.
  let leaves = false;
  // Where a key was pressed. Its control may be removed before the key gets to the grid.
  let pressed: { cell: HTMLTableCellElement | null; isTyped: boolean } = { cell: null, isTyped: false };

  const rowOf = (cell: Element): Row | undefined => {
    const id = cell.closest('tr')?.dataset.id;
    return deals.rows.value.find(({ opportunityId }) => opportunityId === id);
  };

  function edit(cell: HTMLTableCellElement, start: string | null, byMouse = false): void {
    const row = rowOf(cell);
    const { field } = cell.dataset;
    const view = row?.view.value;
    if (!row || !view || field === undefined || row.editing.value?.field === field) return;
    const state = row.cells.value.get(field);
    if (state?.step === 'conflict' && start === null) sheet.decide(row, field);
    else if (!fieldOf(view, field)?.lock) row.editing.value = { field, start, byMouse };
  }

  /** Handles a key on a cell; returns false if the browser is to handle it. */
  function onCellKey(cell: HTMLTableCellElement, event: KeyboardEvent): boolean {
    const { key, shiftKey } = event;
    const isCommand = event.ctrlKey || event.metaKey;
    if (key === 'Tab') {
      const stays = !leaves && moveOn(cell, table, shiftKey ? -1 : 1);
      // The browser goes on from the end of the grid, not from a cell within it.
      return stays;
    }
    leaves = key === 'Escape';
    const by = arrows[key];
    if (isCommand && key.toLowerCase() === 'z' && !shiftKey) void sheet.undo();
    else if (isCommand && key.toLowerCase() === 'd') copyFromAbove(cell, table, rowOf);
    else if ((key === 'Home' || key === 'End') && !event.altKey)
      moveToEdge(cell, table, key === 'End', isCommand);
    else if (isCommand || event.altKey) return false;
    else if (by) moveFocus(cell, table, by);
    else if (key === 'Enter' || key === 'F2') return enter(cell, event);
    else if (key === 'Delete' || key === 'Backspace') clear(cell);
    else if (key === '/' && isAtRest(cell)) openLine(cell);
    else if (key.length === 1 && (key !== ' ' || !isControl(event.target))) edit(cell, key);
    else return key === 'Escape';
    return true;
  }

  // Keys that follow so fast that the control is not drawn yet.
  function typeAhead(row: Row, { key }: KeyboardEvent): void {
    const editing = row.editing.value;
    if (!editing) return;
    if (key.length === 1) row.editing.value = { ...editing, start: (editing.start ?? '') + key };
    else if (key === 'Escape') row.editing.value = null;
  }

  function enter(cell: HTMLTableCellElement, { target }: KeyboardEvent): boolean {
    if (isControl(target)) return false;
    // Enter on the deal's own cell opens its menu.
    if (cell.matches('[role=rowheader]')) {
      cell.querySelector<HTMLElement>('[aria-haspopup=menu]')?.click();
      return true;
    }
    edit(cell, null);
    return cell.dataset.field !== undefined;
  }

  // A line begins with "/" where it is no text of the cell.
  function isAtRest(cell: HTMLTableCellElement): boolean {
    const row = rowOf(cell);
    const type = row?.view.value && fieldOf(row.view.value, cell.dataset.field ?? '')?.type;
    return row !== undefined && type !== 'text';
  }

  function openLine(cell: HTMLTableCellElement): void {
    const row = rowOf(cell);
    if (row) sheet.openLine(row);
  }

  function clear(cell: HTMLTableCellElement): void {
    const row = rowOf(cell);
    const { field } = cell.dataset;
    if (row && field !== undefined && field !== 'status_id') sheet.enter(row, field, '');
  }

  return {
    onKeyDownCapture({ target }: KeyboardEvent): void {
      pressed = { cell: cellOf(target), isTyped: isTextBox(target) };
    },
    onKeyDown(event: KeyboardEvent): void {
      const { cell, isTyped } = pressed;
      if (!cell || event.defaultPrevented || event.isComposing) return;
      if (isTyped) {
        // What was typed is in the cell by now.
        const isDone =
          (event.key === 'Enter' && moveFocus(cell, table, { rows: event.shiftKey ? -1 : 1 })) ||
          (event.key === 'Tab' && moveOn(cell, table, event.shiftKey ? -1 : 1));
        if (isDone || event.key === 'Enter') event.preventDefault();
        return;
      }
      const row = rowOf(cell);
      if (row?.editing.value) typeAhead(row, event);
      else if (!onCellKey(cell, event)) return;
      event.preventDefault();
      event.stopPropagation();
    },
    onFocusIn({ target }: FocusEvent): void {
      const cell = cellOf(target);
      const row = cell ? rowOf(cell) : undefined;
      active.value = row ? { row, field: cell?.dataset.field ?? '' } : null;
      open.inUse.value = row ?? null;
      if (cell) rowWindow.reachable.value = row ?? null;
    },
    onMouseDown(event: MouseEvent): void {
      const cell = cellOf(event.target);
      if (!cell || isControl(event.target) || isTextBox(event.target)) return;
      const isAgain = cell === document.activeElement;
      event.preventDefault();
      focusCell(cell);
      if (isAgain) edit(cell, null, true);
    },
    onScroll({ currentTarget }: TargetedEvent<HTMLTableElement>): void {
      rowWindow.scrollTo(currentTarget.scrollTop);
    },
    onPointerMove(): void {
      open.hasPointer.value = true;
    },
    onPointerLeave(): void {
      open.hasPointer.value = false;
    },
    onCopy: (event: ClipboardEvent) => copyCells(event, table, rowOf),
    onPaste: (event: ClipboardEvent) => pasteCells(event, table, rowOf),
  };
}

const arrows: Record<string, { rows?: number; columns?: number }> = {
  ArrowDown: { rows: 1 },
  ArrowUp: { rows: -1 },
  ArrowRight: { columns: 1 },
  ArrowLeft: { columns: -1 },
  PageDown: { rows: rowsOfPage },
  PageUp: { rows: -rowsOfPage },
};

function isControl(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('button, input[type=checkbox], [role=menu]') !== null;
}

function isTextBox(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches('input:not([type=checkbox])');
}
