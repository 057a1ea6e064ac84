/** The part of a table in view, in pixels from its first row. */
export type View = { top: number; height: number };

/** A row in the document; `place` is its index in the table, `gap` the height in pixels of the rows left out before it. */
export type DrawnRow<Row> = { row: Row; place: number; gap: number };

/** Tables of up to so many rows are drawn whole. */
export const maxWhole = 60;

/**
 * Returns the rows in view or within `margin` pixels of it, the ones in `pinned`, and the height in pixels of the
 * rows left out behind them.
 */
export function drawRows<Row>(
  rows: readonly Row[],
  view: View,
  margin: number,
  heightOf: (row: Row) => number,
  pinned: ReadonlySet<Row | null>,
): { drawn: DrawnRow<Row>[]; rest: number } {
  if (rows.length <= maxWhole) return { drawn: rows.map((row, place) => ({ row, place, gap: 0 })), rest: 0 };
  const drawn: DrawnRow<Row>[] = [];
  let bottom = 0;
  let gap = 0;
  for (const [place, row] of rows.entries()) {
    const top = bottom;
    const height = heightOf(row);
    bottom += height;
    const isNear = bottom > view.top - margin && top < view.top + view.height + margin;
    if (isNear || pinned.has(row)) {
      drawn.push({ row, place, gap });
      gap = 0;
    } else gap += height;
  }
  return { drawn, rest: gap };
}
