import { type Signal, signal } from '@preact/signals';
import type { TableOrganization } from '../messaging/contract.ts';
import type { Change } from '../model/change.ts';
import type { FieldValue } from '../model/field-value.ts';
import type { Operation } from '../model/operation.ts';
import type { Opportunity } from '../model/opportunity.ts';
import type { Problem } from '../model/problem.ts';
import type { QuickAction } from '../model/quick-action.ts';
import type { EntryProblem } from '../opportunity/entries.ts';
import { findStatus } from '../opportunity/opportunity.ts';

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

/**
 * State of a cell whose edit is not, or not only, Close's value. `value` is what the user wants; `until` is in epoch
 * milliseconds, null while it waits for the network or the user.
 */
export type CellState =
  | { step: 'saving'; value: FieldValue }
  | { step: 'saved' }
  | { step: 'waiting'; value: FieldValue; id: string; problem: Problem; until: number | null }
  | { step: 'refused'; value: FieldValue; problem: Problem; sentence?: string }
  | { step: 'conflict'; value: FieldValue; operation: Operation }
  /** Typed, but no value of this field. */
  | { step: 'invalid'; entry: string; problem: EntryProblem };

/** An open cell; `start` replaces its text, null to go on with it. */
export type Editing = { field: string; start: string | null; byMouse: boolean };

/** Changes of one row of a pasted sheet: as an action for this deal, and what of it cannot be used. */
export type Proposal = { action: QuickAction | null; problems: readonly string[] };

/** Holds a deal as last read and its organization, an object shared by all rows of that organization. */
export type RowView = { opportunity: Opportunity; organization: TableOrganization };

/** Holds one deal of the table. Each part is a separate signal, so that a step redraws only one row. */
export type Row = {
  opportunityId: string;
  /** The deal as last read or saved, null before that or if it cannot be read. */
  view: Signal<RowView | null>;
  state: Signal<RowState>;
  isTicked: Signal<boolean>;
  /** States of edited cells by field key. */
  cells: Signal<ReadonlyMap<string, CellState>>;
  editing: Signal<Editing | null>;
  proposal: Signal<Proposal | null>;
};

/** Creates a row for a deal before it is read. */
export function createRow(opportunityId: string): Row {
  return {
    opportunityId,
    view: signal<RowView | null>(null),
    state: signal<RowState>({ step: 'unread' }),
    isTicked: signal(false),
    cells: signal<ReadonlyMap<string, CellState>>(new Map()),
    editing: signal<Editing | null>(null),
    proposal: signal<Proposal | null>(null),
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

/** Returns whether something has come of a deal in a run, also of reading it. */
export function hasEnded(state: RowState): boolean {
  return hasResult(state) && state.step !== 'running';
}

/** Returns whether a run has reached a deal. */
export function hasResult({ step }: RowState): boolean {
  return step !== 'unread' && step !== 'ready';
}

/** Returns whether a deal is won or lost. */
export function isClosed({ opportunity, organization }: RowView): boolean {
  const type = findStatus(organization.catalog.pipelines, opportunity.values.status_id)?.status.type;
  return type === 'won' || type === 'lost';
}
