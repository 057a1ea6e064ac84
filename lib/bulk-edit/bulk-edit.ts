import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { ask as askBackground } from '../messaging/ask.ts';
import type { SaveAnswer, TableOrganization } from '../messaging/contract.ts';
import { createSaveOutcomes } from '../messaging/save-outcomes.ts';
import type { Operation } from '../model/operation.ts';
import type { Problem } from '../model/problem.ts';
import type { QuickAction } from '../model/quick-action.ts';
import type { Reference } from '../model/reference.ts';
import { type Result, success } from '../model/result.ts';
import { laterOf } from '../opportunity/opportunity.ts';
import { askWithRetry } from './ask-with-retry.ts';
import { planFor } from './plan.ts';
import { createRunner, type Run, type RunControl } from './run.ts';
import { changeOf, createRow, hasEnded, isOpen, type Row, type RowState } from './table-rows.ts';
import type { waitUntil } from './wait-until.ts';

/** Maximum number of deals in a table, because each one needs a request to Close. */
export const maxDeals = 500;

/** Applies one action to several deals. Its saves use the outbox, the conflict check and undo like any other. */
export type BulkEditModel = {
  rows: ReadonlySignal<readonly Row[]>;
  action: Signal<QuickAction | null>;
  run: ReadonlySignal<Run | null>;
  /** Adds and reads the referenced deals and those of the leads; returns how many exceeded the maximum. */
  add(
    references: readonly Pick<Reference, 'kind' | 'id'>[],
  ): Promise<{ remaining: number; problem: Problem | null }>;
  /** Lists the next page of each source, with a request for each; returns the sources that have further pages. */
  list(sources: readonly OpenSource[]): Promise<Listed>;
  /** Returns the action for a row: that of a pasted sheet, else the chosen one. */
  actionFor(row: Row): QuickAction | null;
  /** Whether there is or will be a result to show. */
  hasResults: ReadonlySignal<boolean>;
  /** Number of deals with changes from a pasted sheet or pasted cells. */
  proposed: ReadonlySignal<number>;
  /** Removes the pasted changes that were not run. */
  discardProposals(): void;
  /** Takes rows out of the table. */
  drop(isDropped: (row: Row) => boolean): void;
  /** Applies the action to every selected deal that it fits, one after the other. */
  start(): Promise<void>;
  /** Reads deals again that failed or were not reached, and retries those that are selected. */
  retry(): Promise<void>;
  /** Undoes every change of this table. */
  undoAll(): Promise<void>;
  pause(): void;
  resume(): void;
  /** Ends the run and cancels saves that wait; finished saves stay. */
  stop(): Promise<void>;
};

/** The open deals of a user, from the `skip`th on. */
export type OpenSource = { organizationId: string; userId: string; skip: number };

/** What listing open deals found besides the rows. */
export type Listed = {
  more: OpenSource[];
  /** Saves of these deals that wait or have a conflict. */
  pending: Operation[];
  snoozed: Record<string, string>;
  unreadable: number;
  problem: Problem | null;
};

/** Creates a table without deals. `wait` can be replaced in tests. */
export function createBulkEdit(ask: typeof askBackground, wait?: typeof waitUntil): BulkEditModel {
  const rows = signal<readonly Row[]>([]);
  const action = signal<QuickAction | null>(null);
  const runner = createRunner(wait);
  const outcomes = createSaveOutcomes(ask);
  // By id, because a table of 500 deals would hold 500 copies of a catalog otherwise.
  const organizations = new Map<string, TableOrganization>();

  async function add(references: readonly Pick<Reference, 'kind' | 'id'>[]) {
    const dealsOf = new Map<string, readonly string[]>();
    let problem: Problem | null = null;
    const leads = references.filter(({ kind }) => kind === 'lead');
    await runner.go('reading', leads, async ({ id: leadId }, course) => {
      const lead = await askWithRetry(course, () => ask('table.lead', { leadId }));
      if (lead.ok) dealsOf.set(leadId, lead.value);
      else problem = lead.problem;
    });
    const named = references.flatMap(({ kind, id }) =>
      kind === 'opportunity' ? [id] : (dealsOf.get(id) ?? []),
    );
    const listedIds = new Set(rows.value.map(({ opportunityId }) => opportunityId));
    const fresh = [...new Set(named)].filter((id) => !listedIds.has(id));
    const added = fresh.slice(0, maxDeals - listedIds.size).map(createRow);
    rows.value = [...rows.value, ...added];
    await runner.go('reading', added, withFaultAsFailure(read));
    return { remaining: fresh.length - added.length, problem };
  }

  async function list(sources: readonly OpenSource[]): Promise<Listed> {
    const listed: Listed = { more: [], pending: [], snoozed: {}, unreadable: 0, problem: null };
    await runner.go('reading', sources, async (source, course) => {
      const [page, organization] = await Promise.all([
        askWithRetry(course, () => ask('table.open', source)),
        readOrganization(source.organizationId, course),
      ]);
      if (!page.ok || !organization.ok) {
        if (!page.ok) listed.problem = page.problem;
        else if (!organization.ok) listed.problem = organization.problem;
        return;
      }
      const { opportunities, next, pending, snoozed, unreadable } = page.value;
      const present = new Set(rows.value.map(({ opportunityId }) => opportunityId));
      const added = opportunities
        .filter(({ id }) => !present.has(id))
        .map((opportunity) => {
          const row = createRow(opportunity.id);
          row.view.value = { opportunity, organization: organization.value };
          row.state.value = { step: 'ready' };
          return row;
        });
      rows.value = [...rows.value, ...added];
      if (next !== null) listed.more.push({ ...source, skip: next });
      listed.pending.push(...pending);
      Object.assign(listed.snoozed, snoozed);
      listed.unreadable += unreadable;
    });
    return listed;
  }

  function actionFor(row: Row): QuickAction | null {
    return row.proposal.value ? row.proposal.value.action : action.value;
  }

  /** Wraps the work on a row, so that an error marks this row as failed and the run reaches the others. */
  function withFaultAsFailure(work: (row: Row, course: RunControl) => Promise<void>): typeof work {
    return async (row, course) => {
      const change = changeOf(row.state.value);
      try {
        await work(row, course);
      } catch {
        row.state.value = { step: 'failed', problem: { kind: 'unexpected' }, ...(change && { change }) };
      }
    };
  }

  async function read(row: Row, course: RunControl): Promise<void> {
    row.state.value = { step: 'running' };
    const { opportunityId } = row;
    const deal = await askWithRetry(course, () => ask('table.deal', { opportunityId }));
    const organization = deal.ok ? await readOrganization(deal.value.organizationId, course) : deal;
    if (deal.ok && organization.ok)
      row.view.value = { opportunity: deal.value, organization: organization.value };
    row.state.value = organization.ok ? { step: 'ready' } : { step: 'failed', problem: organization.problem };
  }

  async function readOrganization(id: string, course: RunControl): Promise<Result<TableOrganization>> {
    const cached = organizations.get(id);
    if (cached) return success(cached);
    const result = await askWithRetry(course, () => ask('table.organization', { organizationId: id }));
    if (result.ok) organizations.set(id, result.value);
    return result;
  }

  async function carryOut(row: Row, course: RunControl): Promise<void> {
    const view = row.view.value;
    const planned = actionFor(row);
    if (!planned || !view) return;
    const plan = planFor(planned, view);
    if (!plan.ok) return;
    if (Object.keys(plan.patch).length === 0) {
      row.state.value = { step: 'unchanged' };
      return;
    }
    const { id: opportunityId, organizationId, leadName } = view.opportunity;
    const deal = { opportunityId, organizationId, leadName, base: plan.base, patch: plan.patch };
    const id = crypto.randomUUID();
    row.state.value = { step: 'running' };
    const save = () => outcomes.ofNew(id, () => ask('deal.save', { id, ...deal, openedFor: null }));
    const answer = await finish(row, id, save, course);
    if (answer.state === 'saved' || answer.state === 'unchanged') row.proposal.value = null;
    if (answer.state === 'saved') row.state.value = { step: 'saved', change: answer.change };
    else if (answer.state === 'unchanged') row.state.value = { step: 'unchanged' };
    else row.state.value = answer.state === 'gone' ? { step: 'ready' } : failed(answer);
  }

  async function takeBack(row: Row, course: RunControl): Promise<void> {
    const change = changeOf(row.state.value);
    if (!change) return;
    const id = crypto.randomUUID();
    row.state.value = { step: 'running' };
    const answer = await finish(row, id, () => outcomes.ofUndo(id, change.id, change), course);
    if (answer.state === 'saved' || answer.state === 'unchanged') row.state.value = { step: 'undone' };
    else
      row.state.value = answer.state === 'gone' ? { step: 'saved', change } : { ...failed(answer), change };
  }

  /**
   * Begins an operation and waits until it has ended; cancels one that has a conflict or was stopped. While the keys are
   * locked the run is paused, and the operation begins once they are unlocked.
   */
  async function finish(
    row: Row,
    id: string,
    begin: () => Promise<SaveAnswer>,
    course: RunControl,
  ): Promise<SaveAnswer> {
    let answer = await begin();
    while (answer.state === 'refused' && answer.problem.kind === 'locked' && !course.signal.aborted) {
      row.state.value = { step: 'waiting', problem: answer.problem, until: null };
      await course.pauseFor(answer.problem);
      if (!course.signal.aborted) answer = await begin();
    }
    while (answer.state === 'waiting' || answer.state === 'blocked') {
      if (course.signal.aborted) {
        answer = await outcomes.of(id, ask('operation.cancel', { id }));
        break;
      }
      const { problem } = answer;
      const until = answer.state === 'waiting' ? answer.until : null;
      row.state.value = { step: 'waiting', problem, until };
      if (answer.state === 'waiting') await course.wait(problem, until);
      else await course.pauseFor(problem);
      if (!course.signal.aborted) answer = await outcomes.follow(id);
    }
    // Nothing is overwritten from a table: the deal is read again, looked at, and tried once more.
    if (answer.state === 'conflict') await ask('operation.cancel', { id });
    if ((answer.state === 'saved' || answer.state === 'unchanged') && row.view.value) {
      const opportunity = laterOf(row.view.value.opportunity, answer.opportunity);
      row.view.value = { ...row.view.value, opportunity };
    }
    return answer;
  }

  async function retry(): Promise<void> {
    const open = rows.value.filter(({ state }) => isOpen(state.value));
    organizations.clear();
    await runner.go('reading', open, withFaultAsFailure(read));
    await runSaves(open.filter(({ state }) => state.value.step === 'ready'));
  }

  async function runSaves(chosen: readonly Row[]): Promise<void> {
    const fitting = chosen.filter((row) => {
      const planned = actionFor(row);
      return row.isTicked.value && row.view.value && planned && planFor(planned, row.view.value).ok;
    });
    await runner.go('saving', fitting, withFaultAsFailure(carryOut));
  }

  return {
    rows,
    action,
    run: runner.run,
    add,
    list,
    actionFor,
    hasResults: computed(() => {
      const kind = runner.run.value?.kind;
      const isChanging = kind === 'saving' || kind === 'undoing';
      return isChanging || rows.value.some(({ state }) => hasEnded(state.value));
    }),
    proposed: computed(() => rows.value.filter(({ proposal }) => proposal.value).length),
    discardProposals() {
      for (const row of rows.value) {
        if (!row.proposal.value) continue;
        row.proposal.value = null;
        row.isTicked.value = false;
      }
    },
    drop(isDropped) {
      rows.value = rows.value.filter((row) => !isDropped(row));
    },
    retry,
    pause: runner.pause,
    resume: runner.resume,
    stop: runner.stop,
    start: () => runSaves(rows.value),
    undoAll: () =>
      runner.go(
        'undoing',
        rows.value.filter(({ state }) => changeOf(state.value)),
        withFaultAsFailure(takeBack),
      ),
  };
}

/** Returns the state of a row after an operation that did not change its deal. */
function failed(answer: SaveAnswer): RowState & { step: 'failed' } {
  if (answer.state === 'conflict') return { step: 'failed', problem: { kind: 'conflict' } };
  return { step: 'failed', problem: answer.state === 'refused' ? answer.problem : { kind: 'unexpected' } };
}
