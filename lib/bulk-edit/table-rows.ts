import { type Signal, signal } from '@preact/signals';
import type { TableOrganization } from '../messaging/contract.ts';
import type { Change } from '../model/change.ts';
import type { Opportunity } from '../model/opportunity.ts';
import type { Problem } from '../model/problem.ts';

/**
 * State of a deal in the table. `until` is in epoch milliseconds, null while it waits for the network or the user.
 * `change` is the change that can still be undone.
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

/** Holds a deal as last read and its organization, an object shared by all rows of that organization. */
export type RowView = { opportunity: Opportunity; organization: TableOrganization };

/** Holds one deal of the table. Each part is a separate signal, so that a step redraws only one row. */
export type Row = {
  opportunityId: string;
  /** The deal as last read or saved, null before that or if it cannot be read. */
  view: Signal<RowView | null>;
  state: Signal<RowState>;
  isTicked: Signal<boolean>;
};

/** Creates a row for a deal before it is read. */
export function createRow(opportunityId: string): Row {
  return {
    opportunityId,
    view: signal<RowView | null>(null),
    state: signal<RowState>({ step: 'unread' }),
    isTicked: signal(false),
  };
}

/** Returns the change of a row that can be undone. */
export function changeOf(state: RowState): Change | undefined {
  return state.step === 'saved' || state.step === 'failed' ? state.change : undefined;
}

/** Returns whether a deal could not be read or saved and may be tried again. */
export function isOpen(state: RowState): boolean {
  return state.step === 'unread' || (state.step === 'failed' && !state.change);
}
