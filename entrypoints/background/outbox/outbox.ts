import { CloseError } from '../../../lib/close-api/errors.ts';
import type { Input, SaveAnswer } from '../../../lib/messaging/contract.ts';
import type { Values } from '../../../lib/model/field-value.ts';
import type { OpenedFor } from '../../../lib/model/opened-for.ts';
import type { Operation } from '../../../lib/model/operation.ts';
import { failure, type Result, success } from '../../../lib/model/result.ts';
import { theirsOf } from '../../../lib/opportunity/merge.ts';
import { findStatus } from '../../../lib/opportunity/opportunity.ts';
import { referTo, undoOf } from '../../../lib/opportunity/undo.ts';
import { isSameValue, splitKey, valueIn } from '../../../lib/opportunity/values.ts';
import { operationLifetimeMs } from '../../../lib/outbox/lifetime.ts';
import { supersede } from '../../../lib/outbox/queue.ts';
import { isTemporary } from '../../../lib/outbox/step.ts';
import { catalog } from '../../../lib/storage/items.ts';
import { unlessLocked } from '../../../lib/storage/stored.ts';
import { updateBadges } from '../browser/badge.ts';
import { findMismatch } from '../browser/scan-tab.ts';
import { readAccess } from '../close/access.ts';
import { pausedUntil } from '../close/client.ts';
import { findFormerUser } from '../close/people.ts';
import { isLocked, keepVaultOpen } from '../close/vault.ts';
import { problemOf } from '../problem-of.ts';
import { drain, earliestStart, scheduleNext } from './drain.ts';
import { whileIdle, withQueue } from './locks.ts';
import { settledAnswer, takeOut } from './settle.ts';
import {
  enqueue,
  findChange,
  listIds,
  listOperations,
  listOperationsOf,
  readOperation,
  storeOperation,
} from './store.ts';

const minWaitMs = 1_000;

type NewOperation = Pick<
  Operation,
  'id' | 'opportunityId' | 'organizationId' | 'leadId' | 'leadName' | 'base' | 'patch' | 'undoes' | 'isRedo'
>;

/**
 * Stores an operation, starts it and returns its progress; a repeated id starts it once. Fails only before it is stored, as
 * while the keys are locked.
 * `openedFor` is the page the deal was opened for: the save is refused if its tab shows another one,
 * or if its content no longer names the deal and the user has not confirmed it.
 */
export async function save(
  request: NewOperation,
  openedFor: OpenedFor | null = null,
): Promise<Result<SaveAnswer>> {
  // Checked and queued under one lock, or a later edit could overtake this one during a slow check.
  const refusal = await withQueue(async (inProgress) => {
    await keepVaultOpen();
    if (await isLocked()) return (await listIds()).includes(request.id) ? undefined : 'locked';
    // Comes before the checks, because a stored operation continues even if something has changed since.
    if (await isKnown(request.id)) return undefined;
    const mismatch = openedFor && (await findMismatch(openedFor));
    if (mismatch) return mismatch;
    if (await isForeignStatus(request)) return 'foreign-status';
    const now = Date.now();
    const operation: Operation = {
      ...request,
      state: 'waiting',
      attempts: 0,
      notBefore: 0,
      createdAt: now,
      expiresAt: now + operationLifetimeMs,
    };
    const queue = await listOperationsOf(request.opportunityId);
    const unsent = queue.filter((each) => isUnsent(each) && each.id !== inProgress);
    try {
      // An undo supersedes nothing, because it must not drop later edits.
      await enqueue(supersede(request.undoes === undefined ? unsent : [], operation));
    } catch (error) {
      // The browser may report a failure although it has stored the operation.
      if (!(await isKnown(request.id))) throw error;
    }
    return undefined;
  });
  return refusal ? failure({ kind: refusal }) : success(await follow(request.id));
}

// Checks for a status of another organization, which the menu may offer. An undo restores a former status unchecked.
async function isForeignStatus({ organizationId, patch, undoes }: NewOperation): Promise<boolean> {
  if (!patch.status_id || undoes !== undefined) return false;
  const cached = await catalog(organizationId).read();
  return cached !== null && !findStatus(cached.pipelines, patch.status_id);
}

async function isKnown(id: string): Promise<boolean> {
  return ((await findOperation(id)) ?? (await findChange(id))) !== undefined;
}

// The deal is stored in `before` ahead of the first PUT.
function isUnsent({ state, before }: Operation): boolean {
  return state === 'waiting' && !before;
}

/** Finds an operation by its own id or by that of one it replaced. */
async function findOperation(id: string): Promise<Operation | undefined> {
  const own = await readOperation(id);
  if (own) return own;
  return (await listOperations()).find(({ replaces }) => replaces?.includes(id));
}

/**
 * Drains the outbox, then returns the progress of one operation. Never throws: an error here says nothing about the
 * operation, which a later drain carries out, so it is reported as waiting.
 */
export async function follow(id: string): Promise<SaveAnswer> {
  try {
    // The alarm is set first, in case this worker dies during the drain.
    await scheduleNext();
    let drainError: unknown;
    await drain().catch((error) => {
      drainError = error;
    });
    const answer = settledAnswer(id);
    if (answer) return answer;
    const operation = await findOperation(id);
    const progress = await (operation ? progressOf(operation) : progressOfEnded(id));
    // The error of the drain is the reason why the operation waits.
    if (drainError && progress.state === 'waiting') throw drainError;
    return progress;
  } catch (error) {
    const problem = problemOf(error);
    if (problem.kind === 'locked') return { state: 'blocked', problem };
    const until = Math.max(problem.retryAt ?? 0, Date.now() + minWaitMs);
    return { state: 'waiting', problem, until };
  }
}

/**
 * Cancels an unsent operation, waiting for one in flight. If its PUT may have arrived, the operation stays
 * until reading the deal shows whether the cancellation came in time.
 */
export async function cancel({ id }: Input<'operation.cancel'>): Promise<Result<SaveAnswer>> {
  const isInFlight = await withQueue(async (inProgress) => {
    if (inProgress === id) return true;
    await takeBack(id);
    return false;
  });
  if (isInFlight) await whileIdle(() => withQueue(() => takeBack(id)));
  void updateBadges();
  return success(await follow(id));
}

async function takeBack(id: string): Promise<void> {
  const operation = await readOperation(id);
  if (operation?.before) {
    await storeOperation({ ...operation, isCancelled: true, state: 'waiting', notBefore: 0 });
  } else if (operation) await takeOut(operation);
}

/**
 * Resolves a conflict: the fields in `mine` overwrite others' values, the rest keep them. If `seen` is outdated (as from
 * a second window), changes nothing and returns the conflict again.
 */
export async function resolve({ id, mine, seen }: Input<'operation.resolve'>): Promise<Result<SaveAnswer>> {
  await whileIdle(() =>
    withQueue(async () => {
      const operation = await readOperation(id);
      if (operation?.state !== 'conflict' || !isAbout(operation, seen)) return;
      await storeOperation(withChoice(operation, mine));
    }),
  );
  return success(await follow(id));
}

/** Undoes one of the recent changes, as `undoChange` does. */
export async function undo({ changeId, ...request }: Input<'change.undo'>): Promise<Result<SaveAnswer>> {
  const change = await findChange(changeId);
  return change ? undoChange({ ...request, change }) : failure({ kind: 'not-found' });
}

/**
 * Undoes a change with an ordinary save of the former values. Refused before anything is sent if the former owner has
 * left, unless the owner is left as it is.
 */
export async function undoChange({
  change,
  id,
  withoutOwner = false,
}: Input<'table.undo'>): Promise<Result<SaveAnswer>> {
  const { opportunityId, organizationId, leadId, leadName } = change;
  const { base, patch } = undoOf(change.patch, change);
  const { user_id: owner, ...others } = patch;
  // A stored operation goes on without this check, as in `save`.
  if (typeof owner === 'string' && !withoutOwner && !(await isKnown(id))) {
    const former = await findFormerUser(organizationId, owner);
    const isAlone = Object.keys(others).length === 0;
    const kind = isAlone ? 'former-owner' : 'former-owner-of-several';
    if (former) return failure({ kind, detail: former.name });
  }
  return save({
    id,
    opportunityId,
    organizationId,
    leadId,
    leadName,
    base,
    ...referTo(change),
    patch: withoutOwner ? others : patch,
  });
}

/**
 * Releases operations blocked by a missing key, passphrase or permission, of one organization or of all, and sends them after it has
 * resolved. Stored first, so that a worker that ends in between loses nothing.
 */
export async function unblock(organizationId?: string): Promise<void> {
  await release(organizationId)
    .then(scheduleNext)
    .catch(() => {});
  // Released again after the operation in flight, because that one may be about to become blocked.
  void whileIdle(() => release(organizationId))
    .then(() => drain())
    .catch(() => {});
}

function release(organizationId: string | undefined): Promise<void> {
  return withQueue(async (inProgress) => {
    for (const operation of await listOperations()) {
      const isSelected = !organizationId || operation.organizationId === organizationId;
      if (operation.state === 'blocked' && isSelected && operation.id !== inProgress) {
        await storeOperation({ ...operation, state: 'waiting', notBefore: 0 });
      }
    }
  });
}

/** Blocks the operations of a disconnected organization; returns how many edits wait for it. */
export function block(organizationId: string): Promise<number> {
  return whileIdle(() =>
    withQueue(async () => {
      // While the keys are locked, what waits is not known. It is blocked when it is next tried.
      const all = await unlessLocked(listOperations, []);
      const waiting = all.filter((each) => each.organizationId === organizationId);
      for (const operation of waiting) {
        if (operation.state === 'conflict') continue;
        await storeOperation({ ...operation, state: 'blocked', problem: { kind: 'not-connected' } });
      }
      return waiting.length;
    }),
  );
}

// Reports the state of the deal's first operation, because later ones wait for it.
async function progressOf(operation: Operation): Promise<SaveAnswer> {
  const [first = operation] = await listOperationsOf(operation.opportunityId);
  const { state, problem } = first;
  if (state === 'conflict') return { state, operation: first };
  if (state === 'blocked') return { state, problem: problem ?? { kind: 'unauthorized' } };
  // What the browser says of the network is only a hint: a request was tried before.
  if (!navigator.onLine && problem?.kind === 'offline') return { state: 'waiting', problem, until: null };
  const start = await earliestStart(first);
  const isPaused = start > first.notBefore;
  const until = Math.max(start, Date.now() + minWaitMs);
  const kind = isPaused ? 'rate-limited' : 'unavailable';
  return { state: 'waiting', problem: (!isPaused && problem) || { kind }, until };
}

// Reports an operation settled by an earlier worker: its outcome is stored, the deal is read from Close again.
async function progressOfEnded(id: string): Promise<SaveAnswer> {
  const change = await findChange(id);
  if (!change) return { state: 'gone' };
  if (change.how === 'refused')
    return { state: 'refused', problem: change.problem ?? { kind: 'unexpected' } };
  const { how, organizationId, opportunityId } = change;
  // Runs one at a time, so that each call respects a rate limit that the previous one met.
  return whileIdle(async () => {
    const pause = await pausedUntil(organizationId);
    if (pause > Date.now()) return { state: 'waiting', problem: { kind: 'rate-limited' }, until: pause };
    try {
      const { close } = await readAccess(organizationId);
      const opportunity = await close.readOpportunity(opportunityId);
      return how === 'saved' ? { state: 'saved', opportunity, change } : { state: 'unchanged', opportunity };
    } catch (error) {
      if (error instanceof CloseError && !isTemporary(error.problem)) return { state: 'gone' };
      // Thrown on, so that `follow` reports it as waiting until the deal can be read again.
      throw error;
    }
  });
}

function isAbout({ conflicts = [] }: Operation, seen: Values): boolean {
  return conflicts.every(
    ({ field, theirs }) => field in seen && isSameValue(field, theirs, valueIn(seen, field)),
  );
}

function withChoice(operation: Operation, mine: readonly string[]): Operation {
  const { conflicts = [], ...rest } = operation;
  const given = conflicts.filter(({ field }) => !mine.includes(field)).map(({ field }) => field);
  const overwritten = conflicts.filter(({ field }) => mine.includes(field));
  const patch = Object.entries(operation.patch).filter(([key]) => !given.includes(splitKey(key).field));
  return {
    ...rest,
    state: 'waiting',
    notBefore: 0,
    // The user has seen others' values, so only a later change to them is a new conflict.
    base: { ...operation.base, ...theirsOf(overwritten) },
    patch: Object.fromEntries(patch),
  };
}
