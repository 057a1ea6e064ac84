import { browser } from 'wxt/browser';
import { readOpportunity, writeOpportunity } from '../../lib/close-api/client.ts';
import { CloseError } from '../../lib/close-api/errors.ts';
import type { Patch } from '../../lib/opportunity/opportunity.ts';
import type { Operation } from '../../lib/outbox/operation.ts';
import { nextStep, type Outcome } from '../../lib/outbox/step.ts';
import { ratePause } from '../../lib/storage/items.ts';
import { readAccess } from './authorization.ts';
import { updateBadges } from './badge.ts';
import {
  findChange,
  listIds,
  listOperations,
  readOperation,
  removeOperation,
  storeOperation,
} from './outbox-store.ts';
import { settle } from './settle.ts';

/** The alarm that wakes the worker while an operation waits. */
export const outboxAlarm = 'outbox';

const alarmFloorMs = 30_000;
const lookForNetworkMs = 4_000;

let nextLook: ReturnType<typeof setTimeout> | undefined;

// Only this worker carries operations out, and one that was killed is not in the middle of anything.
let inProgress: string | null = null;

/** Runs work on the queue during which no operation starts; it is told which one has. */
export function withQueue<Value>(work: (inProgress: string | null) => Promise<Value>): Promise<Value> {
  return navigator.locks.request('outbox-queue', () => work(inProgress));
}

/** Runs work while nothing is being carried out. */
export function whileIdle<Value>(work: () => Promise<Value>): Promise<Value> {
  return navigator.locks.request('outbox', work);
}

/**
 * Carries out every operation that may run now, one at a time, in order; a second call waits for the first. Whatever
 * has to wait longer is left to the alarm, which exists only while something waits. `isBack` says that the network has
 * just returned: what waited for that waits no longer.
 */
export function drain({ isBack = false } = {}): Promise<void> {
  return whileIdle(async () => {
    const held = new Set<string>();
    const queue = await listIds();
    for (const id of queue) {
      const operation = await claim(id);
      if (!operation) continue;
      try {
        // Edits of one deal keep their order: a later one does not overtake one that waits.
        const mayRun = !held.has(operation.opportunityId) && (await isRunnable(operation, isBack));
        if (!mayRun || !(await carryOut(operation))) held.add(operation.opportunityId);
      } finally {
        inProgress = null;
      }
    }
    await scheduleNext();
    if (queue.length > 0) void updateBadges();
  });
}

// Read at the last moment: it may have been cancelled or replaced while earlier ones were carried out.
function claim(id: string): Promise<Operation | null> {
  return withQueue(async () => {
    const operation = await readOperation(id);
    inProgress = operation && id;
    return operation;
  });
}

async function isRunnable(operation: Operation, isBack: boolean): Promise<boolean> {
  const { state, problem } = operation;
  const now = Date.now();
  if (now > operation.expiresAt && !operation.before) return true;
  if (!navigator.onLine) return false;
  if (state !== 'waiting' && state !== 'sent') return false;
  if (isBack && problem?.kind === 'offline') return (await ratePause(operation.organizationId).read()) <= now;
  return (await earliestStart(operation)) <= now;
}

/** When an operation may be tried at the earliest, in epoch milliseconds: its own back-off, or the rate limit of the key. */
export async function earliestStart({ notBefore, organizationId }: Operation): Promise<number> {
  return Math.max(notBefore, await ratePause(organizationId).read());
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
    if (next.todo !== 'write') {
      await rememberPause(next.operation);
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
  // What the browser knows to be impossible is not tried.
  if (!navigator.onLine) return { happened: 'failed', problem: { kind: 'offline' } };
  try {
    return await request();
  } catch (error) {
    const problem = error instanceof CloseError ? error.problem : { kind: 'unexpected' as const };
    return { happened: 'failed', problem };
  }
}

// A rate limit holds for the key and not for one deal, so the organisation's other saves wait with it, later ones too.
async function rememberPause({ organizationId, problem, notBefore }: Operation): Promise<void> {
  if (problem?.kind === 'rate-limited') await ratePause(organizationId).write(notBefore);
}

/**
 * Sets the alarm for the operation that may be tried first, or removes it where none waits. It is the net under a
 * worker that dies; while that lives, short waits end on time: an alarm cannot come sooner than half a minute, and a
 * worker lives about that long without an event.
 */
export function scheduleNext(): Promise<void> {
  return navigator.locks.request('outbox-alarm', async () => {
    clearTimeout(nextLook);
    const waiting = (await listOperations()).filter(({ state }) => state === 'waiting' || state === 'sent');
    if (waiting.length === 0) {
      if (await browser.alarms.get(outboxAlarm)) await browser.alarms.clear(outboxAlarm);
      return;
    }
    const next = Math.min(...(await Promise.all(waiting.map(earliestStart))));
    const wait = next - Date.now();
    const alarm = navigator.onLine ? Math.max(wait, alarmFloorMs) : alarmFloorMs;
    await browser.alarms.create(outboxAlarm, { when: Date.now() + alarm });
    // No event tells a worker that the network is back, so it looks; setting the alarm anew keeps it awake meanwhile.
    if (!navigator.onLine) nextLook = setTimeout(() => void drain({ isBack: true }), lookForNetworkMs);
    if (wait > 0 && wait < alarmFloorMs) setTimeout(() => void drain(), wait);
  });
}
