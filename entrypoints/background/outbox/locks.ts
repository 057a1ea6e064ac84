import { withLock } from '../../../lib/base/with-lock.ts';

// Held in memory, because only this worker carries out operations and a killed one carries out none.
let inProgress: string | null = null;

/**
 * Runs work under the queue's lock: no operation starts and no other work changes the queue. Passes the id of the
 * operation in flight. Nest it inside `whileIdle`, never around it.
 */
export function withQueue<Value>(work: (inProgress: string | null) => Promise<Value>): Promise<Value> {
  return withLock('outbox-queue', () => work(inProgress));
}

/** Runs work while no operation is carried out. */
export function whileIdle<Value>(work: () => Promise<Value>): Promise<Value> {
  return withLock('outbox', work);
}

/** Sets the id of the operation in flight, null for none. */
export function setInProgress(id: string | null): void {
  inProgress = id;
}
