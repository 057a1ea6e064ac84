import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { type DrawnRow, drawRows } from '../../lib/bulk-edit/drawn-rows.ts';
import type { Row } from '../../lib/bulk-edit/table-rows.ts';

/** Rows above and below the view that are drawn too, so that a step or a turn of the wheel finds them there. */
const rowsAround = 8;
/** Height in pixels of a row before any was measured. */
const firstHeight = 58;

/** Which rows of the table are in the document: those near the view, and the one that Tab reaches. */
export type RowWindow = {
  drawn: ReadonlySignal<{ drawn: readonly DrawnRow<Row>[]; rest: number }>;
  /** The row with the focus, or that Tab goes to, which stays in the document out of view; null for the head. */
  reachable: Signal<Row | null>;
  /** A cell to focus once its row is drawn. */
  requested: Signal<{ row: Row; column: number } | null>;
  scrollTo(top: number): void;
  /** Follows the height of a row's element; the returned function ends that. */
  follow(element: HTMLTableRowElement): () => void;
  /** Measures the rows in the document again, because their height depends on the layout. */
  measure(): void;
  /** Measures again when the window changes, and draws every row for a printer; the returned function ends that. */
  watch(): () => void;
};

/** Creates the window on these rows, at their top. */
export function createRowWindow(rows: ReadonlySignal<readonly Row[]>): RowWindow {
  const reachable = signal<Row | null>(null);
  const requested = signal<{ row: Row; column: number } | null>(null);
  const usualHeight = signal(firstHeight);
  const top = signal(0);
  const height = signal(innerHeight);
  const isPrinted = signal(false);
  // In pixels by id. No signal, because a row in the document takes the height that it needs.
  const heights = new Map<string, number>();
  const elements = new Set<HTMLTableRowElement>();

  const idOf = ({ dataset }: HTMLTableRowElement) => dataset.id ?? '';
  const sizes = new ResizeObserver((entries) => {
    for (const { target, borderBoxSize } of entries) {
      const [{ blockSize } = { blockSize: 0 }] = borderBoxSize;
      if (blockSize > 0) heights.set(idOf(target as HTMLTableRowElement), blockSize);
    }
  });

  function measure(): void {
    heights.clear();
    let sum = 0;
    for (const element of elements) {
      const { height: own } = element.getBoundingClientRect();
      heights.set(idOf(element), own);
      sum += own;
    }
    if (sum > 0) usualHeight.value = sum / elements.size;
  }

  return {
    drawn: computed(() => {
      const view = isPrinted.value
        ? { top: 0, height: Number.POSITIVE_INFINITY }
        : { top: top.value, height: height.value };
      const usual = usualHeight.value;
      return drawRows(
        rows.value,
        view,
        rowsAround * usual,
        ({ opportunityId }) => heights.get(opportunityId) ?? usual,
        new Set([reachable.value, requested.value?.row ?? null]),
      );
    }),
    reachable,
    requested,
    scrollTo(to) {
      // In steps of a row, because less changes nothing.
      const step = usualHeight.peek();
      top.value = Math.floor(to / step) * step;
    },
    follow(element) {
      elements.add(element);
      sizes.observe(element);
      return () => {
        elements.delete(element);
        sizes.unobserve(element);
      };
    },
    measure,
    watch() {
      const end = new AbortController();
      const { signal: ended } = end;
      const resize = () => {
        height.value = innerHeight;
        measure();
      };
      addEventListener('resize', resize, { signal: ended });
      for (const name of ['beforeprint', 'afterprint'])
        addEventListener(
          name,
          () => {
            isPrinted.value = name === 'beforeprint';
          },
          { signal: ended },
        );
      return () => {
        end.abort();
        // The next table begins at its top.
        top.value = 0;
      };
    },
  };
}
