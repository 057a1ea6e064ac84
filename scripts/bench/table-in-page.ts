/** Functions that run in pages, so they must be self-contained. */

/** What a document offers after `definePlainTable`. */
export type PlainTable = {
  /** Replaces the document with a table of these texts, with a check box in each row, and keys as in a sheet. */
  drawPlainTable(rows: readonly (readonly string[])[]): void;
};

/** What the presses do: go to the next row, open a cell by typing, type on, save with Enter, sort by a column. */
export const presses = ['arrow', 'open', 'type', 'save', 'sort'] as const;
export type Press = (typeof presses)[number];

/** Defines the table that ours is compared with: plain cells, and an input in the edited one. */
export function definePlainTable(): void {
  function drawPlainTable(rows: readonly (readonly string[])[]): void {
    const table = document.createElement('table');
    const head = table.createTHead().insertRow();
    const body = table.createTBody();
    for (const name of rows[0] ?? [])
      head.append(Object.assign(document.createElement('th'), { textContent: name }));
    for (const texts of rows) {
      const row = body.insertRow();
      for (const [column, text] of texts.entries()) {
        const cell = row.insertCell();
        cell.tabIndex = -1;
        if (column > 0) cell.textContent = text;
        else cell.append(Object.assign(document.createElement('input'), { type: 'checkbox' }));
      }
    }
    let direction = -1;
    head.addEventListener('click', ({ target }) => {
      direction = -direction;
      const { cellIndex } = target as HTMLTableCellElement;
      const keyOf = (row: HTMLTableRowElement) =>
        Number.parseInt(row.cells[cellIndex]?.textContent ?? '', 10);
      body.append(...[...body.rows].sort((one, other) => direction * (keyOf(one) - keyOf(other))));
    });
    const moveTo = (cell: HTMLElement | null | undefined) => {
      cell?.focus({ preventScroll: true });
      cell?.scrollIntoView({ block: 'nearest' });
    };
    body.addEventListener('keydown', ({ key, target }) => {
      const cell = (target as Element).closest('td');
      const below = (cell?.parentElement?.nextElementSibling as HTMLTableRowElement | null)?.cells[
        cell?.cellIndex ?? 0
      ];
      const input = target instanceof HTMLInputElement ? target : null;
      if (key === 'ArrowDown') moveTo(below);
      else if (input && (key === 'Enter' || key === 'Escape')) {
        cell?.replaceChildren(key === 'Enter' ? input.value : input.defaultValue);
        moveTo(key === 'Enter' ? below : cell);
      } else if (!input) {
        const editor = Object.assign(document.createElement('input'), {
          defaultValue: cell?.textContent ?? '',
          value: key,
        });
        cell?.replaceChildren(editor);
        editor.focus();
        editor.setSelectionRange(1, 1);
      }
    });
    document.body.replaceChildren(table);
  }
  Object.assign(globalThis, { drawPlainTable });
}

/**
 * Makes each press so many times, in the column of the values, in front of a frame and marked with its name: the task of
 * this frame holds the press, its layout and its painting. The next frame is marked too.
 */
export async function makePresses(turns: number): Promise<void> {
  const column = 4;
  const press = (name: Press, act: () => void) =>
    new Promise((resolve) => {
      requestAnimationFrame(() => {
        performance.mark(name);
        act();
        requestAnimationFrame(() => {
          performance.mark('after');
          // A message sent in a frame is received after its painting.
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = resolve;
          port2.postMessage(null);
        });
      });
    });
  const send = (key: string) => {
    const target = document.activeElement;
    const isHandled = !target?.dispatchEvent(
      new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
    );
    // A text box takes the key, as the browser does it for a real one.
    if (!isHandled && key.length === 1 && target?.matches('input'))
      document.execCommand('insertText', false, key);
  };
  const check = (isShown: boolean, what: string) => {
    if (!isShown) throw new Error(`The frame does not show ${what}: ${document.activeElement?.outerHTML}`);
  };
  const body = document.querySelector('tbody') as HTMLTableSectionElement;
  const head = document.querySelector('thead tr')?.children[column] as HTMLElement;
  const typed = () => (document.activeElement as HTMLInputElement).value;
  const placeInUse = () => {
    const row = document.activeElement?.closest('tr');
    return Number(row?.getAttribute('aria-rowindex') ?? row?.sectionRowIndex);
  };
  // The first order may be the same as before.
  head.click();
  for (let turn = 0; turn < turns; turn += 1) {
    const first = body.rows[0];
    await press('sort', () => head.click());
    check(body.rows[0] !== first, 'another order');
  }
  body.rows[0]?.cells[column]?.focus();
  for (let turn = 0; turn < turns; turn += 1) {
    const place = placeInUse();
    await press('arrow', () => send('ArrowDown'));
    check(placeInUse() === place + 1, 'the next row');
    await press('open', () => send('7'));
    check(typed() === '7', 'the key');
    await press('type', () => send('8'));
    check(typed() === '78', 'the second key');
    await press('save', () => send('Enter'));
    check(placeInUse() === place + 2, 'the row below the saved one');
  }
}
