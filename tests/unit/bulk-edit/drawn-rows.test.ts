import { describe, expect, it } from 'vitest';
import { drawRows, maxWhole } from '../../../lib/bulk-edit/drawn-rows.ts';

const rows = Array.from({ length: 100 }, (_none, place) => place);
const none: ReadonlySet<number | null> = new Set();
const range = (from: number, to: number) => rows.slice(from, to);

/** Returns the drawn rows, and the gaps before and behind them. */
function draw(view: { top: number; height: number }, pinned = none, heightOf = (_row: number) => 10) {
  const { drawn, rest } = drawRows(rows, view, 20, heightOf, pinned);
  return { drawn: drawn.map(({ row }) => row), gaps: [...drawn.map(({ gap }) => gap), rest].filter(Boolean) };
}

describe('the rows that are drawn', () => {
  it.each([
    ['at the top', { top: 0, height: 100 }, range(0, 12), [880]],
    ['in the middle', { top: 500, height: 100 }, range(48, 62), [480, 380]],
    ['in the middle of a row', { top: 505, height: 100 }, range(48, 63), [480, 370]],
    ['at the end', { top: 900, height: 100 }, range(88, 100), [880]],
    ['behind the end', { top: 2_000, height: 100 }, [], [1_000]],
    ['on paper', { top: 0, height: Number.POSITIVE_INFINITY }, rows, []],
  ])('are those near the view, %s', (_where, view, drawn, gaps) => {
    expect(draw(view)).toEqual({ drawn, gaps });
  });

  it('include pinned ones, with the gaps around them', () => {
    expect(draw({ top: 500, height: 100 }, new Set([3, 80]))).toEqual({
      drawn: [3, ...range(48, 62), 80],
      gaps: [30, 440, 180, 190],
    });
  });

  it('depend on the height of each row', () => {
    const heightOf = (row: number) => (row === 2 ? 500 : 10);
    expect(draw({ top: 560, height: 100 }, none, heightOf).drawn).toEqual(range(5, 19));
    expect(draw({ top: 560, height: 100 }, none, heightOf).gaps).toEqual([540, 810]);
  });

  it('are all of them up to a number, with their places', () => {
    const few = rows.slice(0, maxWhole);
    const { drawn, rest } = drawRows(few, { top: 0, height: 10 }, 0, () => 10, none);
    expect(drawn).toEqual(few.map((row) => ({ row, place: row, gap: 0 })));
    expect(rest).toBe(0);
  });
});
