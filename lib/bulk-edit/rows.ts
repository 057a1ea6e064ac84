import { type Signal, signal } from '@preact/signals';
import type { TableOrganization } from '../messaging/contract.ts';
import type { Change } from '../model/change.ts';
import type { Opportunity } from '../model/opportunity.ts';
import type { Problem } from '../model/problem.ts';

/**
 * How far a deal of the table has come. `until` in epoch milliseconds, null where it waits for the network or for the
 * user. A save or an undo that failed says so; `change` is what is still there to be taken back.
 */
export type RowState =
  | { step: 'unread' }
  | { step: 'ready' }
  | { step: 'running' }
  | { step: 'waiting'; problem: Problem; until: number | null }
  | { step: 'saved'; change: Change }
  | { step: 'unchanged' }
  | { step: 'undone' }
  | { step: 'failed'; problem: Problem; change?: Change };

/** A deal as it was read, and its organization, which is one object for all rows of that organization. */
export type RowView = { opportunity: Opportunity; organization: TableOrganization };

/** One deal of the table. Each part is a signal of its own, so that a step of one deal draws one row anew. */
export type Row = {
  opportunityId: string;
  /** The deal as it was last read or saved, null before and where it cannot be read. */
  view: Signal<RowView | null>;
  state: Signal<RowState>;
  isTicked: Signal<boolean>;
};

/** A deal of which nothing is known but its id. */
export function createRow(opportunityId: string): Row {
  return {
    opportunityId,
    view: signal<RowView | null>(null),
    state: signal<RowState>({ step: 'unread' }),
    isTicked: signal(false),
  };
}

/** What is there to be taken back of a row. */
export function changeOf(state: RowState): Change | undefined {
  return state.step === 'saved' || state.step === 'failed' ? state.change : undefined;
}

/** Whether a deal could not be read or saved, and may be tried again. */
export function isOpen(state: RowState): boolean {
  return state.step === 'unread' || (state.step === 'failed' && !state.change);
}
