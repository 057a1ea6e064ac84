import { exclusively } from '../../../lib/base/with-lock.ts';

// Only this worker carries operations out, and one that was killed is not in the middle of anything.
let inProgress: string | null = null;

/**
 * Runs work on the stored operations during which none starts and no other work changes them; it is told which one
 * has started. Inside `whileIdle`, never around it.
 */
export function withQueue<Value>(work: (inProgress: string | null) => Promise<Value>): Promise<Value> {
  return exclusively('outbox-queue', () => work(inProgress));
}

/** Runs work while nothing is being carried out. */
export function whileIdle<Value>(work: () => Promise<Value>): Promise<Value> {
  return exclusively('outbox', work);
}

/** Says which operation is being carried out from now on, null for none. */
export function setInProgress(id: string | null): void {
  inProgress = id;
}
