import type { SaveAnswer } from '../../../lib/messaging/contract.ts';
import type { Change } from '../../../lib/model/change.ts';
import type { Values } from '../../../lib/model/field-value.ts';
import type { Operation } from '../../../lib/model/operation.ts';
import { splitKey } from '../../../lib/opportunity/values.ts';
import { withoutEarlier } from '../../../lib/outbox/queue.ts';
import type { Settlement } from '../../../lib/outbox/step.ts';
import { StorageError } from '../../../lib/storage/stored.ts';
import { cacheDealStatus } from '../deals/deal-status-cache.ts';
import { editDraft } from '../deals/draft-store.ts';
import { countSave } from '../deals/experience.ts';
import { rememberDeals } from '../deals/known-deals.ts';
import { withQueue } from './locks.ts';
import { listOperationsOf, rememberChange, removeOperation, storeOperation } from './store.ts';

// Holds the answers of operations that this worker has settled, because a stored change does not contain the deal.
const settled = new Map<string, SaveAnswer>();
const maxSettled = 50;

const nothingChanged = { difference: { before: {}, after: {} }, ignored: [], problem: undefined };

/** Returns the answer of an operation that this worker has settled. */
export function settledAnswer(id: string): SaveAnswer | undefined {
  return settled.get(id);
}

/** Removes the answers from memory, for "Remove everything". */
export function forgetSettled(): void {
  settled.clear();
}

/** Removes an operation from the outbox and stores its outcome, unless it was cancelled. */
export async function settle(operation: Operation, end: Settlement): Promise<void> {
  if (end.how === 'cancelled') {
    await withQueue(() => takeOut(operation));
    return;
  }
  const { id, opportunityId, organizationId, leadId, leadName, patch, undoes, isRedo, replaces } = operation;
  const { difference, ignored, problem } = { ...nothingChanged, ...end };
  const change: Change = {
    id,
    opportunityId,
    organizationId,
    leadId,
    leadName,
    patch,
    at: Date.now(),
    how: end.how,
    before: difference.before,
    after: difference.after,
    ignored,
    problem,
    undoes,
    isRedo,
    replaces,
  };
  if (end.how === 'saved' && undoes === undefined) await forgetDraft(operation, end.opportunity.leadName);
  if (end.how === 'refused') {
    if (end.problem.kind === 'expired') await keepAsDraft(operation);
    await withQueue(() => rebaseLater(operation));
  }
  // The outcome is stored before the operation is removed, so that a worker killed in between only removes it later.
  try {
    await rememberChange(change);
  } catch (error) {
    // A failed write of the list must not leave a finished operation in the outbox. If the keys have just locked, it is
    // settled once they are unlocked.
    if (!(error instanceof StorageError) || error.kind === 'locked') throw error;
  }
  // Set before the removal, because the outcome is final even if the browser refuses to remove the record.
  keepAnswer([id, ...(replaces ?? [])], end, change);
  await removeOperation(id);
  if (end.how === 'refused') return;
  void countSave(change);
  void cacheDealStatus(end.opportunity);
  void rememberDeals([end.opportunity], { isUsed: true });
}

/** Removes an operation that will not be written. */
export async function takeOut(operation: Operation): Promise<void> {
  await rebaseLater(operation);
  await removeOperation(operation.id);
}

// Adjusts the later operations of a deal because an earlier one will not be written.
async function rebaseLater(removed: Operation): Promise<void> {
  const queue = await listOperationsOf(removed.opportunityId);
  const index = queue.findIndex(({ id }) => id === removed.id);
  for (const later of queue.slice(index + 1)) await storeOperation(withoutEarlier(later, removed));
}

type End = Exclude<Settlement, { how: 'cancelled' }>;

function keepAnswer(ids: readonly string[], end: End, change: Change): void {
  const answer: SaveAnswer =
    end.how === 'saved'
      ? { state: 'saved', opportunity: end.opportunity, change }
      : end.how === 'unchanged'
        ? { state: 'unchanged', opportunity: end.opportunity }
        : { state: 'refused', problem: end.problem };
  for (const id of ids) settled.set(id, answer);
  for (const oldest of settled.keys()) {
    if (settled.size <= maxSettled) break;
    settled.delete(oldest);
  }
}

// Removes the saved fields from the deal's draft, and the draft with its last field.
async function forgetDraft(operation: Operation, leadName: string): Promise<void> {
  const { opportunityId, patch, createdAt } = operation;
  const saved = fieldsOf(patch);
  await editDraft(opportunityId, (current) => {
    // A draft stored after the save was requested holds newer entries.
    if (!current || current.savedAt > createdAt) return undefined;
    const { unsent, ...typed } = current;
    const entries = Object.fromEntries(Object.entries(typed.entries).filter(([key]) => !saved.has(key)));
    const remaining = withoutFields(unsent, saved);
    const isEmpty = Object.keys(entries).length + Object.keys(remaining).length === 0;
    return isEmpty ? null : { ...typed, entries, unsent: remaining, leadName };
  });
}

// Adds the values of an expired save to the deal's draft; newer entries of the draft win.
async function keepAsDraft(operation: Operation): Promise<void> {
  const { opportunityId, organizationId, leadName, base, patch } = operation;
  await editDraft(opportunityId, (current) => {
    const { entries = {}, unsent = {} } = current ?? {};
    const chosen = withoutFields(patch, new Set(Object.keys(entries)));
    const leadId = current?.leadId ?? operation.leadId;
    return {
      opportunityId,
      organizationId,
      leadId,
      leadName,
      entries,
      savedAt: Date.now(),
      base: { ...base, ...current?.base },
      unsent: { ...unsent, ...chosen },
    };
  });
}

function fieldsOf(patch: Values): Set<string> {
  return new Set(Object.keys(patch).map((key) => splitKey(key).field));
}

function withoutFields(patch: Values, fields: ReadonlySet<string>): Values {
  return Object.fromEntries(Object.entries(patch).filter(([key]) => !fields.has(splitKey(key).field)));
}
