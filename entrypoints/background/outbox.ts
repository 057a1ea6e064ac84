import { browser } from 'wxt/browser';
import { readOpportunity, writeOpportunity } from '../../lib/close-api/client.ts';
import { CloseError } from '../../lib/close-api/errors.ts';
import type { Input, SaveAnswer } from '../../lib/messaging/contract.ts';
import type { Opportunity, Patch } from '../../lib/opportunity/opportunity.ts';
import { undoOf } from '../../lib/opportunity/undo.ts';
import { splitKey } from '../../lib/opportunity/values.ts';
import { type Operation, operationLifetimeMs } from '../../lib/outbox/operation.ts';
import { nextStep, type Outcome, type Settlement } from '../../lib/outbox/step.ts';
import { failure, type Result, success } from '../../lib/result.ts';
import { type Change, draft } from '../../lib/storage/items.ts';
import { attempt } from './attempt.ts';
import { readAccess } from './authorization.ts';
import {
  findChange,
  listOperations,
  readOperation,
  rememberChange,
  removeOperation,
  storeOperation,
} from './outbox-store.ts';

/** The alarm that wakes the worker while an operation waits. */
export const outboxAlarm = 'outbox';

// Answers of operations that this worker has settled, for whoever follows them: the stored change has no deal in it.
const settled = new Map<string, SaveAnswer>();
const mostSettled = 50;

const alarmFloorMs = 30_000;

type NewOperation = Pick<
  Operation,
  'id' | 'opportunityId' | 'organizationId' | 'leadId' | 'leadName' | 'base' | 'patch' | 'undoes'
>;

/** Writes a save down, starts it and tells where it stands. Asking twice with one id starts it once. */
export function save(request: NewOperation): Promise<Result<SaveAnswer>> {
  return attempt(async () => {
    const isKnown = (await readOperation(request.id)) ?? (await findChange(request.id));
    if (!isKnown) {
      const now = Date.now();
      await storeOperation({
        ...request,
        state: 'waiting',
        attempts: 0,
        notBefore: 0,
        createdAt: now,
        expiresAt: now + operationLifetimeMs,
      });
      await scheduleNext();
    }
    return success(await follow(request.id));
  });
}

/** Carries out what can be, then tells where one operation stands. */
export async function follow(id: string): Promise<SaveAnswer> {
  await drain();
  const answer = settled.get(id);
  if (answer) return answer;
  const operation = await readOperation(id);
  return operation ? standing(operation) : standingOfEnded(id);
}

/** Takes an operation back before it is sent. */
export async function cancel({ id }: Input<'operation.cancel'>): Promise<Result<null>> {
  await navigator.locks.request('outbox', () => removeOperation(id));
  return success(null);
}

/** Ends a conflict: the named fields are written over what others wrote, the rest stays theirs. */
export function resolve({ id, mine }: Input<'operation.resolve'>): Promise<Result<SaveAnswer>> {
  return attempt(async () => {
    await navigator.locks.request('outbox', async () => {
      const operation = await readOperation(id);
      if (operation?.state !== 'conflict') return;
      await storeOperation(withChoice(operation, mine));
    });
    return success(await follow(id));
  });
}

/** Takes a change back by an ordinary save of the former values. */
export function undo({ changeId, id }: Input<'change.undo'>): Promise<Result<SaveAnswer>> {
  return attempt(async () => {
    const change = await findChange(changeId);
    if (!change) return failure({ kind: 'not-found' });
    const { opportunityId, organizationId, leadName } = change;
    return save({
      id,
      opportunityId,
      organizationId,
      leadName,
      ...undoOf(change.patch, change),
      undoes: changeId,
    });
  });
}

/** Lets operations that waited for a key go on. */
export async function unblock(organizationId: string): Promise<void> {
  for (const operation of await listOperations()) {
    if (operation.state === 'blocked' && operation.organizationId === organizationId) {
      await storeOperation({ ...operation, state: 'waiting', notBefore: 0 });
    }
  }
}

/**
 * Carries out every operation that may run now, one at a time, in order; a second call waits for the first. Whatever
 * has to wait longer is left to the alarm, which exists only while something waits.
 */
export async function drain(): Promise<void> {
  await navigator.locks.request('outbox', async () => {
    const held = new Set<string>();
    for (const operation of await listOperations()) {
      // Edits of one deal keep their order: a later one does not overtake one that waits.
      if (held.has(operation.opportunityId)) continue;
      if (!isRunnable(operation) || !(await carryOut(operation))) held.add(operation.opportunityId);
    }
    await scheduleNext();
  });
}

function isRunnable({ state, notBefore }: Operation): boolean {
  return (state === 'waiting' || state === 'sent') && notBefore <= Date.now();
}

/** Reads, compares and writes one operation; true once it has left the outbox. */
async function carryOut(start: Operation): Promise<boolean> {
  if (Date.now() > start.expiresAt) {
    await settle(start, { how: 'refused', problem: { kind: 'timeout' } });
    return true;
  }
  let operation = start;
  let outcome = await outcomeOf(() => read(operation));
  for (;;) {
    const next = nextStep(operation, outcome, Date.now());
    if (next.todo === 'settle') {
      await settle(operation, next.end);
      return true;
    }
    await storeOperation(next.operation);
    if (next.todo !== 'write') {
      await pauseOrganization(next.operation);
      return false;
    }
    operation = next.operation;
    outcome = await outcomeOf(() => write(operation, next.patch));
  }
}

async function read(operation: Operation): Promise<Outcome> {
  const { authorization } = await readAccess(operation.organizationId);
  return { happened: 'read', opportunity: await readOpportunity(authorization, operation.opportunityId) };
}

async function write(operation: Operation, patch: Patch): Promise<Outcome> {
  const { authorization } = await readAccess(operation.organizationId);
  const answer = await writeOpportunity(authorization, operation.opportunityId, patch);
  return { happened: 'written', answer };
}

async function outcomeOf(request: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await request();
  } catch (error) {
    const problem = error instanceof CloseError ? error.problem : { kind: 'unexpected' as const };
    return { happened: 'failed', problem };
  }
}

// A rate limit holds for the key and not for one deal, so the organisation's other saves wait with it.
async function pauseOrganization({ id, organizationId, problem, notBefore }: Operation): Promise<void> {
  if (problem?.kind !== 'rate-limited') return;
  for (const other of await listOperations()) {
    if (other.id !== id && other.organizationId === organizationId && other.notBefore < notBefore) {
      await storeOperation({ ...other, notBefore });
    }
  }
}

async function settle(operation: Operation, end: Settlement): Promise<void> {
  const { id, opportunityId, organizationId, leadName, patch, undoes } = operation;
  const difference = end.how === 'saved' ? end.difference : { before: {}, after: {} };
  const change: Change = {
    ...{ id, opportunityId, organizationId, leadName, patch, at: Date.now(), how: end.how },
    ...{ before: difference.before, after: difference.after },
    ignored: end.how === 'saved' ? end.ignored : [],
    ...(end.how === 'refused' && { problem: end.problem }),
    ...(undoes !== undefined && { undoes }),
  };
  // First remembered, then removed: a worker killed in between settles it again and finds it remembered.
  await rememberChange(change);
  if (end.how === 'saved') await forgetDraft(opportunityId, operation.patch, end.opportunity);
  await removeOperation(id);
  keepAnswer(id, end, change);
}

function keepAnswer(id: string, end: Settlement, change: Change): void {
  if (end.how === 'saved') settled.set(id, { state: 'saved', opportunity: end.opportunity, change });
  else if (end.how === 'unchanged') settled.set(id, { state: 'unchanged', opportunity: end.opportunity });
  else settled.set(id, { state: 'refused', problem: end.problem });
  for (const oldest of settled.keys()) {
    if (settled.size <= mostSettled) break;
    settled.delete(oldest);
  }
}

// A draft ends with the save of its last field, confirmed by Close; what was not part of the save stays.
async function forgetDraft(opportunityId: string, patch: Patch, saved: Opportunity): Promise<void> {
  const stored = await draft(opportunityId).read();
  if (!stored) return;
  const savedFields = new Set(Object.keys(patch).map((key) => splitKey(key).field));
  const entries = Object.fromEntries(Object.entries(stored.entries).filter(([key]) => !savedFields.has(key)));
  if (Object.keys(entries).length === 0) await draft(opportunityId).remove();
  else await draft(opportunityId).write({ ...stored, entries, leadName: saved.leadName });
}

function standing(operation: Operation): SaveAnswer {
  const problem = operation.problem ?? { kind: 'unexpected' };
  switch (operation.state) {
    case 'conflict':
      return { state: 'conflict', operation };
    case 'blocked':
      return { state: 'blocked', problem };
    default:
      return { state: 'waiting', problem, until: operation.notBefore };
  }
}

// Settled by a worker that is gone: what it remembered is true, the deal itself is read anew.
async function standingOfEnded(id: string): Promise<SaveAnswer> {
  const change = await findChange(id);
  if (!change) return { state: 'gone' };
  if (change.how === 'refused')
    return { state: 'refused', problem: change.problem ?? { kind: 'unexpected' } };
  try {
    const { authorization } = await readAccess(change.organizationId);
    const opportunity = await readOpportunity(authorization, change.opportunityId);
    return change.how === 'saved'
      ? { state: 'saved', opportunity, change }
      : { state: 'unchanged', opportunity };
  } catch {
    return { state: 'gone' };
  }
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
    base: { ...operation.base, ...Object.fromEntries(kept.map(({ field, theirs }) => [field, theirs])) },
    patch: Object.fromEntries(patch),
  };
}

// The alarm is the net under a worker that dies; while it lives, short waits end on time. An alarm cannot come sooner
// than half a minute, and a worker lives about that long without an event.
async function scheduleNext(): Promise<void> {
  const waiting = (await listOperations()).filter(({ state }) => state === 'waiting' || state === 'sent');
  if (waiting.length === 0) {
    if (await browser.alarms.get(outboxAlarm)) await browser.alarms.clear(outboxAlarm);
    return;
  }
  const next = Math.min(...waiting.map(({ notBefore }) => notBefore));
  await browser.alarms.create(outboxAlarm, { when: Math.max(next, Date.now() + alarmFloorMs) });
  const wait = next - Date.now();
  if (wait > 0 && wait < alarmFloorMs) setTimeout(drain, wait);
}
