import type { SaveAnswer } from '../../../lib/messaging/contract.ts';
import type { Change } from '../../../lib/model/change.ts';
import type { Values } from '../../../lib/model/field-value.ts';
import type { Operation } from '../../../lib/model/operation.ts';
import { splitKey } from '../../../lib/opportunity/values.ts';
import { withoutEarlier } from '../../../lib/outbox/queue.ts';
import type { Settlement } from '../../../lib/outbox/step.ts';
import { StorageError } from '../../../lib/storage/stored.ts';
import { showStanding } from '../deals/deal-status-cache.ts';
import { editDraft } from '../deals/draft-store.ts';
import { withQueue } from './locks.ts';
import { listOperationsOf, rememberChange, removeOperation, storeOperation } from './store.ts';

// Answers of operations that this worker has settled, for whoever follows them: the stored change has no deal in it.
const settled = new Map<string, SaveAnswer>();
const mostSettled = 50;

const nothingChanged = { difference: { before: {}, after: {} }, ignored: [], problem: undefined };

/** The answer of an operation that this worker has settled. */
export function settledAnswer(id: string): SaveAnswer | undefined {
  return settled.get(id);
}

/** Takes an operation out of the outbox and keeps how it ended; one that was taken back leaves no trace. */
export async function settle(operation: Operation, end: Settlement): Promise<void> {
  if (end.how === 'cancelled') {
    await withQueue(() => takeOut(operation));
    return;
  }
  const { id, opportunityId, organizationId, leadId, leadName, patch, undoes, replaces } = operation;
  const { difference, ignored, problem } = { ...nothingChanged, ...end };
  const change: Change = {
    ...{ id, opportunityId, organizationId, leadId, leadName, patch, at: Date.now(), how: end.how },
    ...{ ...difference, ignored, problem, undoes, replaces },
  };
  if (end.how === 'saved' && undoes === undefined) await forgetDraft(operation, end.opportunity.leadName);
  if (end.how === 'refused') {
    if (end.problem.kind === 'expired') await keepAsDraft(operation);
    await withQueue(() => rebaseLater(operation));
  }
  // First remembered, then removed: a worker killed in between finds it remembered and only removes it.
  try {
    await rememberChange(change);
  } catch (error) {
    // A list that cannot be kept must not keep a finished operation in the outbox.
    if (!(error instanceof StorageError)) throw error;
  }
  // Before the browser may refuse to remove it: however that goes, this is how it ended.
  keepAnswer([id, ...(replaces ?? [])], end, change);
  await removeOperation(id);
  if (end.how !== 'refused') void showStanding(end.opportunity);
}

/** Takes out an operation that will not be written. */
export async function takeOut(operation: Operation): Promise<void> {
  await rebaseLater(operation);
  await removeOperation(operation.id);
}

// Tells the later operations of a deal that an earlier one will not be written.
async function rebaseLater(gone: Operation): Promise<void> {
  const queue = await listOperationsOf(gone.opportunityId);
  const place = queue.findIndex(({ id }) => id === gone.id);
  for (const later of queue.slice(place + 1)) await storeOperation(withoutEarlier(later, gone));
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
    if (settled.size <= mostSettled) break;
    settled.delete(oldest);
  }
}

// A draft ends with the save of its last field, confirmed by Close; what was not part of the save stays.
async function forgetDraft(operation: Operation, leadName: string): Promise<void> {
  const { opportunityId, patch, createdAt } = operation;
  const saved = fieldsOf(patch);
  await editDraft(opportunityId, (kept) => {
    // A draft that was stored after the save was asked for holds what the user typed since.
    if (!kept || kept.savedAt > createdAt) return undefined;
    const { unsent, ...typed } = kept;
    const entries = Object.fromEntries(Object.entries(typed.entries).filter(([key]) => !saved.has(key)));
    const left = withoutFields(unsent, saved);
    const isEmpty = Object.keys(entries).length + Object.keys(left).length === 0;
    return isEmpty ? null : { ...typed, entries, unsent: left, leadName };
  });
}

// What was typed is a draft already and may have been typed on since; what was chosen becomes part of it.
async function keepAsDraft(operation: Operation): Promise<void> {
  const { opportunityId, organizationId, leadName, base, patch } = operation;
  await editDraft(opportunityId, (known) => {
    const { entries = {}, unsent = {} } = known ?? {};
    const chosen = withoutFields(patch, new Set(Object.keys(entries)));
    const leadId = known?.leadId ?? operation.leadId;
    return {
      ...{ opportunityId, organizationId, leadId, leadName, entries, savedAt: Date.now() },
      base: { ...base, ...known?.base },
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
