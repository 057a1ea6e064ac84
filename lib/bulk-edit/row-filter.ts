import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { hasWords, wordsOf } from '../find/words.ts';
import { findStatus } from '../opportunity/opportunity.ts';
import type { Row } from './table-rows.ts';

/** A text that rows are filtered by, and the rows that it hides. */
export type RowFilter = { typed: Signal<string>; hidden: ReadonlySignal<ReadonlySet<Row>> };

const noRows: ReadonlySet<Row> = new Set();

/** Filters rows by the beginnings of the words of lead and status, and a deal that cannot be read by its id. */
export function createRowFilter(rows: ReadonlySignal<readonly Row[]>): RowFilter {
  const typed = signal('');
  const hidden = computed(() => {
    const words = wordsOf(typed.value);
    if (words.length === 0) return noRows;
    return new Set(rows.value.filter((row) => !hasWords(textOf(row), words)));
  });
  return { typed, hidden };
}

// Follows a deal only until it is read, because a save would take its row from under the pointer.
function textOf({ opportunityId, view }: Row): string {
  const shown = view.peek() ?? view.value;
  if (!shown) return opportunityId;
  const { opportunity, organization } = shown;
  const found = findStatus(organization.catalog.pipelines, opportunity.values.status_id);
  return `${opportunity.leadName} ${found?.status.label ?? ''}`;
}
