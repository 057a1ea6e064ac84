import { browser } from 'wxt/browser';
import { withLock } from '../../../lib/base/with-lock.ts';
import { CloseError } from '../../../lib/close-api/errors.ts';
import type { Patch } from '../../../lib/model/field-value.ts';
import type { Operation } from '../../../lib/model/operation.ts';
import { nextStep, type Outcome } from '../../../lib/outbox/step.ts';
import { unlessLocked } from '../../../lib/storage/stored.ts';
import { updateBadges } from '../browser/badge.ts';
import { readAccess } from '../close/access.ts';
import { pausedUntil } from '../close/client.ts';
import { isLocked } from '../close/vault.ts';
import { setInProgress, whileIdle, withQueue } from './locks.ts';
import { settle } from './settle.ts';
import {
  findChange,
  listIds,
  listOperations,
  readOperation,
  removeOperation,
  storeOperation,
} from './store.ts';

/** Names the alarm that wakes the worker while an operation waits. */
export const outboxAlarm = 'outbox';

const alarmFloorMs = 30_000;
const lookForNetworkMs = 4_000;

let nextLook: ReturnType<typeof setTimeout> | undefined;

/**
 * Carries out every operation that may run now, in order, one at a time; the alarm covers those that must wait. A second
 * call waits for the first. With `isBack` (the network is back), operations that waited for the network run at once.
 */
export function drain({ isBack = false } = {}): Promise<void> {
  return whileIdle(async () => {
    // Operations are sealed until the passphrase is entered, which drains them.
    if (await isLocked()) return scheduleNext();
    const held = new Set<string>();
    const errors: unknown[] = [];
    const queue = await listIds();
    for (const id of queue) {
      const operation = await unlessLocked(() => claim(id), null);
      if (!operation) continue;
      try {
        // A waiting operation holds up later ones of the same deal, so that its edits keep their order.
        const mayRun = !held.has(operation.opportunityId) && (await isRunnable(operation, isBack));
        if (!mayRun || !(await carryOut(operation))) held.add(operation.opportunityId);
      } catch (error) {
        // A storage error holds up this deal only: operations of other deals still run.
        held.add(operation.opportunityId);
        errors.push(error);
      } finally {
        setInProgress(null);
      }
    }
    await scheduleNext();
    if (queue.length > 0) void updateBadges();
    if (errors.length > 0) throw errors[0];
  });
}

// Reads an operation just before it runs, because it may have been cancelled or replaced since the queue was read.
function claim(id: string): Promise<Operation | null> {
  return withQueue(async () => {
    const operation = await readOperation(id);
    setInProgress(operation && id);
    return operation;
  });
}

async function isRunnable(operation: Operation, isBack: boolean): Promise<boolean> {
  const { state, problem } = operation;
  const now = Date.now();
  if (now > operation.expiresAt && !operation.before) return true;
  if (state !== 'waiting' && state !== 'sent') return false;
  const waited = isBack && problem?.kind === 'offline' ? { ...operation, notBefore: 0 } : operation;
  return (await earliestStart(waited)) <= now;
}

/**
 * Returns the earliest start of an operation in epoch milliseconds: the end of its backoff or of the rate limit.
 * Ignores the backoff if the clock was set back since, because the wait would be that much longer.
 */
export async function earliestStart({ notBefore, createdAt, organizationId }: Operation): Promise<number> {
  return Math.max(createdAt > Date.now() ? 0 : notBefore, await pausedUntil(organizationId));
}

/** Reads, compares and writes one operation; true once it has left the outbox. */
async function carryOut(start: Operation): Promise<boolean> {
  if ((await findChange(start.id))?.id === start.id) {
    // A worker died after it stored the outcome and before it removed the operation.
    await removeOperation(start.id);
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
    if (next.todo !== 'write') return false;
    operation = next.operation;
    outcome = await outcomeOf(() => write(operation, next.patch));
  }
}

async function read(operation: Operation): Promise<Outcome> {
  const { close, connection } = await readAccess(operation.organizationId);
  const opportunity = await close.readOpportunity(operation.opportunityId);
  return { happened: 'read', opportunity, userId: connection.userId };
}

async function write(operation: Operation, patch: Patch): Promise<Outcome> {
  const { close } = await readAccess(operation.organizationId);
  return { happened: 'written', answer: await close.updateOpportunity(operation.opportunityId, patch) };
}

async function outcomeOf(request: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await request();
  } catch (error) {
    if (error instanceof CloseError) return { happened: 'failed', problem: error.problem };
    // The PUT may have reached Close, because only Close can refuse it.
    return { happened: 'failed', problem: { kind: 'unexpected', isOutcomeUnknown: true } };
  }
}

/**
 * Sets the alarm for the earliest waiting operation, or clears it if none waits. A timer covers waits below the alarm's
 * minimum of 30 seconds; the alarm covers a worker that dies before its timer.
 */
export function scheduleNext(): Promise<void> {
  return withLock('outbox-alarm', async () => {
    clearTimeout(nextLook);
    const waiting = (await unlessLocked(listOperations, [])).filter(
      ({ state }) => state === 'waiting' || state === 'sent',
    );
    if (waiting.length === 0) {
      if (await browser.alarms.get(outboxAlarm)) await browser.alarms.clear(outboxAlarm);
      return;
    }
    const next = Math.min(...(await Promise.all(waiting.map(earliestStart))));
    const wait = next - Date.now();
    const alarm = navigator.onLine ? Math.max(wait, alarmFloorMs) : alarmFloorMs;
    // Periodic, because the worker that the alarm wakes may die as well.
    await browser.alarms.create(outboxAlarm, { when: Date.now() + alarm, periodInMinutes: 1 });
    // Polls for the network, because workers get no `online` event; each poll sets the alarm, which keeps the worker
    // awake. The alarm also retries a poll that fails.
    if (!navigator.onLine)
      nextLook = setTimeout(() => void drain({ isBack: navigator.onLine }).catch(() => {}), lookForNetworkMs);
    else if (wait > 0 && wait < alarmFloorMs) nextLook = setTimeout(() => void drain().catch(() => {}), wait);
  });
}
