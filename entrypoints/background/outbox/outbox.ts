import { CloseError } from '../../../lib/close-api/errors.ts';
import type { Input, SaveAnswer } from '../../../lib/messaging/contract.ts';
import type { Values } from '../../../lib/model/field-value.ts';
import type { OpenedFor } from '../../../lib/model/opened-for.ts';
import type { Operation } from '../../../lib/model/operation.ts';
import { failure, type Result, success } from '../../../lib/model/result.ts';
import { theirsOf } from '../../../lib/opportunity/merge.ts';
import { findStatus } from '../../../lib/opportunity/opportunity.ts';
import { undoOf } from '../../../lib/opportunity/undo.ts';
import { isSameValue, splitKey, valueIn } from '../../../lib/opportunity/values.ts';
import { operationLifetimeMs } from '../../../lib/outbox/lifetime.ts';
import { supersede } from '../../../lib/outbox/queue.ts';
import { isPassing } from '../../../lib/outbox/step.ts';
import { catalog } from '../../../lib/storage/items.ts';
import { updateBadges } from '../browser/badge.ts';
import { isStillOpenedFor } from '../browser/scan-tab.ts';
import { readAccess } from '../close/access.ts';
import { findFormerUser } from '../close/people.ts';
import { pausedUntil, readDeal } from '../close/rate-pause.ts';
import { keepVaultOpen } from '../close/vault.ts';
import { problemOf } from '../problem-of.ts';
import { drain, earliestStart, scheduleNext } from './drain.ts';
import { whileIdle, withQueue } from './locks.ts';
import { settledAnswer, takeOut } from './settle.ts';
import {
  enqueue,
  findChange,
  listOperations,
  listOperationsOf,
  readOperation,
  storeOperation,
} from './store.ts';

const shortestWaitMs = 1_000;

type NewOperation = Pick<
  Operation,
  'id' | 'opportunityId' | 'organizationId' | 'leadId' | 'leadName' | 'base' | 'patch' | 'undoes'
>;

/**
 * Writes a save down, starts it and tells where it stands; asking twice with one id starts it once. `openedFor` is the page
 * that its deal belongs to. Fails only where nothing is written down: from then on the outbox decides how it ends.
 */
export async function save(
  request: NewOperation,
  openedFor: OpenedFor | null = null,
): Promise<Result<SaveAnswer>> {
  // Its place in the queue is taken at once, or a check that takes longer would let a later edit overtake it.
  const refusal = await withQueue(async (inProgress) => {
    await keepVaultOpen();
    // Before any check: what was written down goes on, whatever has changed since.
    if (await isKnown(request.id)) return undefined;
    if (openedFor && !(await isStillOpenedFor(openedFor))) return 'moved-on';
    if (await isForeignStatus(request)) return 'foreign-status';
    const now = Date.now();
    const operation: Operation = {
      ...{ ...request, state: 'waiting', attempts: 0, notBefore: 0 },
      ...{ createdAt: now, expiresAt: now + operationLifetimeMs },
    };
    const queue = await listOperationsOf(request.opportunityId);
    const unsent = queue.filter((each) => isUnsent(each) && each.id !== inProgress);
    try {
      // An undo takes back one change and not what was edited since.
      await enqueue(supersede(request.undoes === undefined ? unsent : [], operation));
    } catch (error) {
      // The browser may have stored what it says it has not.
      if (!(await isKnown(request.id))) throw error;
    }
    return undefined;
  });
  return refusal ? failure({ kind: refusal }) : success(await follow(request.id));
}

// The menu and what was chosen on another deal may hold a status of another organization. An undo goes back to what was.
async function isForeignStatus({ organizationId, patch, undoes }: NewOperation): Promise<boolean> {
  if (!patch.status_id || undoes !== undefined) return false;
  const known = await catalog(organizationId).read();
  return known !== null && !findStatus(known.pipelines, patch.status_id);
}

async function isKnown(id: string): Promise<boolean> {
  return ((await findOperation(id)) ?? (await findChange(id))) !== undefined;
}

function isUnsent({ state, attempts, before }: Operation): boolean {
  return state === 'waiting' && attempts === 0 && !before;
}

/** An operation of the outbox under its own id or that of one it replaced. */
async function findOperation(id: string): Promise<Operation | undefined> {
  const own = await readOperation(id);
  if (own) return own;
  return (await listOperations()).find(({ replaces }) => replaces?.includes(id));
}

/**
 * Carries out what can be, then tells where one operation stands; never throws. Whatever keeps this worker from knowing
 * says nothing about the operation, which another one will carry out: it waits.
 */
export async function follow(id: string): Promise<SaveAnswer> {
  try {
    // The net first, for the case that this worker dies over it.
    await scheduleNext();
    let trouble: unknown;
    // Without a network nothing can be carried out, and a request that hangs must not hold up saying so.
    if (navigator.onLine) {
      await drain().catch((error) => {
        trouble = error;
      });
    }
    const answer = settledAnswer(id);
    if (answer) return answer;
    const operation = await findOperation(id);
    const told = await (operation ? standing(operation) : standingOfEnded(id));
    // What kept the drain from it is why it waits.
    if (trouble && told.state === 'waiting') throw trouble;
    return told;
  } catch (error) {
    const problem = problemOf(error);
    const until = Math.max(problem.retryAt ?? 0, Date.now() + shortestWaitMs);
    return { state: 'waiting', problem, until };
  }
}

/**
 * Takes an operation back before it is sent; one that is being carried out is waited for. Where its PUT may have
 * arrived only a reading can tell, so it stays until that says whether the cancellation came in time.
 */
export async function cancel({ id }: Input<'operation.cancel'>): Promise<Result<SaveAnswer>> {
  const isUnderWay = await withQueue(async (inProgress) => {
    if (inProgress === id) return true;
    await takeBack(id);
    return false;
  });
  if (isUnderWay) await whileIdle(() => withQueue(() => takeBack(id)));
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
 * Ends a conflict: the named fields are written over what others wrote, the rest stays theirs. A choice about something
 * else than what others have written by now, as from a second window, changes nothing, and the conflict is told anew.
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

/** Takes a change back by an ordinary save of the former values. */
export async function undo({ changeId, id }: Input<'change.undo'>): Promise<Result<SaveAnswer>> {
  const change = await findChange(changeId);
  if (!change) return failure({ kind: 'not-found' });
  const { opportunityId, organizationId, leadId, leadName } = change;
  const reversed = undoOf(change.patch, change);
  const { user_id: owner } = reversed.patch;
  // What was written down already goes on, as in `save`.
  if (typeof owner === 'string' && navigator.onLine && !(await isKnown(id))) {
    const former = await findFormerUser(organizationId, owner);
    if (former) return failure({ kind: 'former-owner', detail: former.name });
  }
  return save({
    id,
    opportunityId,
    organizationId,
    leadId,
    leadName,
    ...reversed,
    undoes: change.id,
  });
}

/**
 * Lets operations that waited for a key or a passphrase go on, of one organization or of all. One that is just being
 * refused is waited for, or it would be missed.
 */
export async function unblock(organizationId?: string): Promise<void> {
  await whileIdle(() =>
    withQueue(async () => {
      for (const operation of await listOperations()) {
        const isMeant = !organizationId || operation.organizationId === organizationId;
        if (operation.state === 'blocked' && isMeant) {
          await storeOperation({ ...operation, state: 'waiting', notBefore: 0 });
        }
      }
    }),
  );
  await drain();
}

/** Parks what waits for an organization that is no longer connected; returns how many edits that are. */
export function block(organizationId: string): Promise<number> {
  return whileIdle(() =>
    withQueue(async () => {
      const waiting = (await listOperations()).filter((each) => each.organizationId === organizationId);
      for (const operation of waiting) {
        if (operation.state === 'conflict') continue;
        await storeOperation({ ...operation, state: 'blocked', problem: { kind: 'not-connected' } });
      }
      return waiting.length;
    }),
  );
}

// An operation waits for those of its deal before it, so the first one tells what it waits for.
async function standing(operation: Operation): Promise<SaveAnswer> {
  const [first = operation] = await listOperationsOf(operation.opportunityId);
  const { state, problem } = first;
  if (state === 'conflict') return { state, operation: first };
  if (state === 'blocked') return { state, problem: problem ?? { kind: 'unauthorized' } };
  if (!navigator.onLine) return { state: 'waiting', problem: { kind: 'offline' }, until: null };
  const start = await earliestStart(first);
  const isPaused = start > first.notBefore;
  const until = Math.max(start, Date.now() + shortestWaitMs);
  const kind = isPaused ? 'rate-limited' : 'unavailable';
  return { state: 'waiting', problem: (!isPaused && problem) || { kind }, until };
}

// Settled by a worker that is gone: what it remembered is true, the deal itself is read anew.
async function standingOfEnded(id: string): Promise<SaveAnswer> {
  const change = await findChange(id);
  if (!change) return { state: 'gone' };
  if (change.how === 'refused')
    return { state: 'refused', problem: change.problem ?? { kind: 'unexpected' } };
  const { how, organizationId, opportunityId } = change;
  // One at a time, so that a rate limit which one meets is known to the next.
  return whileIdle(async () => {
    const pause = await pausedUntil(organizationId);
    if (pause > Date.now()) return { state: 'waiting', problem: { kind: 'rate-limited' }, until: pause };
    try {
      const opportunity = await readDeal(await readAccess(organizationId), opportunityId);
      return how === 'saved' ? { state: 'saved', opportunity, change } : { state: 'unchanged', opportunity };
    } catch (error) {
      if (error instanceof CloseError && !isPassing(error.problem)) return { state: 'gone' };
      // What was saved is told as soon as the deal can be read again.
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
  const kept = conflicts.filter(({ field }) => mine.includes(field));
  const patch = Object.entries(operation.patch).filter(([key]) => !given.includes(splitKey(key).field));
  return {
    ...rest,
    state: 'waiting',
    notBefore: 0,
    // What they wrote is now what the user has seen, so only a further change would conflict again.
    base: { ...operation.base, ...theirsOf(kept) },
    patch: Object.fromEntries(patch),
  };
}
