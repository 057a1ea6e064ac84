import { browser } from 'wxt/browser';
import { exclusively } from '../../../lib/base/with-lock.ts';
import { writeOpportunity } from '../../../lib/close-api/client.ts';
import { CloseError } from '../../../lib/close-api/errors.ts';
import type { Patch } from '../../../lib/model/field-value.ts';
import type { Operation } from '../../../lib/model/operation.ts';
import { nextStep, type Outcome } from '../../../lib/outbox/step.ts';
import { updateBadges } from '../browser/badge.ts';
import { readAccess } from '../close/access.ts';
import { askClose, pausedUntil, readDeal } from '../close/rate-pause.ts';
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

/** The alarm that wakes the worker while an operation waits. */
export const outboxAlarm = 'outbox';

const alarmFloorMs = 30_000;
const lookForNetworkMs = 4_000;

let nextLook: ReturnType<typeof setTimeout> | undefined;

/**
 * Carries out every operation that may run now, one at a time, in order; a second call waits for the first. Whatever
 * has to wait longer is left to the alarm, which exists only while something waits. `isBack` says that the network has
 * just returned: what waited for that waits no longer.
 */
export function drain({ isBack = false } = {}): Promise<void> {
  return whileIdle(async () => {
    const held = new Set<string>();
    const errors: unknown[] = [];
    const queue = await listIds();
    for (const id of queue) {
      const operation = await claim(id);
      if (!operation) continue;
      try {
        // Edits of one deal keep their order: a later one does not overtake one that waits.
        const mayRun = !held.has(operation.opportunityId) && (await isRunnable(operation, isBack));
        if (!mayRun || !(await carryOut(operation))) held.add(operation.opportunityId);
      } catch (error) {
        // One that the browser does not let go on costs those of other deals nothing.
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

// Read at the last moment: it may have been cancelled or replaced while earlier ones were carried out.
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
  if (!navigator.onLine) return false;
  if (state !== 'waiting' && state !== 'sent') return false;
  const waited = isBack && problem?.kind === 'offline' ? { ...operation, notBefore: 0 } : operation;
  return (await earliestStart(waited)) <= now;
}

/**
 * When an operation may be tried at the earliest, in epoch milliseconds: its own back-off, or the rate limit of the
 * key. A clock that was set back since would make the wait as long as the step, so it counts no longer.
 */
export async function earliestStart({ notBefore, createdAt, organizationId }: Operation): Promise<number> {
  return Math.max(createdAt > Date.now() ? 0 : notBefore, await pausedUntil(organizationId));
}

/** Reads, compares and writes one operation; true once it has left the outbox. */
async function carryOut(start: Operation): Promise<boolean> {
  if ((await findChange(start.id))?.id === start.id) {
    // A worker died between remembering how it ended and taking it out.
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
  const access = await readAccess(operation.organizationId);
  return { happened: 'read', opportunity: await readDeal(access, operation.opportunityId) };
}

async function write(operation: Operation, patch: Patch): Promise<Outcome> {
  const access = await readAccess(operation.organizationId);
  const answer = await askClose(access, (authorization) =>
    writeOpportunity(authorization, operation.opportunityId, patch),
  );
  return { happened: 'written', answer };
}

async function outcomeOf(request: () => Promise<Outcome>): Promise<Outcome> {
  // What the browser knows to be impossible is not tried.
  if (!navigator.onLine) return { happened: 'failed', problem: { kind: 'offline' } };
  try {
    return await request();
  } catch (error) {
    // Only Close can refuse: what goes wrong here, perhaps behind a PUT that arrived, leaves the outcome open.
    const problem = error instanceof CloseError ? error.problem : { kind: 'unreadable-answer' as const };
    return { happened: 'failed', problem };
  }
}

/**
 * Sets the alarm for the operation that may be tried first, or removes it where none waits. It is the net under a
 * worker that dies; while that lives, short waits end on time: an alarm cannot come sooner than half a minute, and a
 * worker lives about that long without an event.
 */
export function scheduleNext(): Promise<void> {
  return exclusively('outbox-alarm', async () => {
    clearTimeout(nextLook);
    const waiting = (await listOperations()).filter(({ state }) => state === 'waiting' || state === 'sent');
    if (waiting.length === 0) {
      if (await browser.alarms.get(outboxAlarm)) await browser.alarms.clear(outboxAlarm);
      return;
    }
    const next = Math.min(...(await Promise.all(waiting.map(earliestStart))));
    const wait = next - Date.now();
    const alarm = navigator.onLine ? Math.max(wait, alarmFloorMs) : alarmFloorMs;
    // Again and again, because the worker that it wakes may die as well.
    await browser.alarms.create(outboxAlarm, { when: Date.now() + alarm, periodInMinutes: 1 });
    // No event tells a worker that the network is back, so it looks; setting the alarm again keeps it awake until then.
    // The alarm also tries again what fails here.
    if (!navigator.onLine)
      nextLook = setTimeout(() => void drain({ isBack: true }).catch(() => {}), lookForNetworkMs);
    else if (wait > 0 && wait < alarmFloorMs) nextLook = setTimeout(() => void drain().catch(() => {}), wait);
  });
}
