import { withLock } from '../../../lib/base/with-lock.ts';
import { readOpportunity } from '../../../lib/close-api/client.ts';
import { CloseError } from '../../../lib/close-api/errors.ts';
import type { Opportunity } from '../../../lib/model/opportunity.ts';
import { ratePause } from '../../../lib/storage/items.ts';
import type { Access } from './access.ts';

/** Returns when an organization's rate limit ends, in epoch milliseconds; 0 if the clock was set back since. */
export async function pausedUntil(organizationId: string): Promise<number> {
  const { since, until } = await ratePause(organizationId).read();
  return since > Date.now() ? 0 : until;
}

/**
 * Sends a request to Close unless the organization's rate limit lasts. A limit that it meets holds for the key, so every
 * other request waits too. Throws `CloseError`; one for a rate limit always says when to try again.
 */
export async function askClose<Value>(
  { connection: { organizationId }, authorization }: Access,
  request: (authorization: string) => Promise<Value>,
): Promise<Value> {
  const until = await pausedUntil(organizationId);
  if (until > Date.now()) throw new CloseError({ kind: 'rate-limited', retryAt: until });
  try {
    return await request(authorization);
  } catch (error) {
    if (!(error instanceof CloseError) || error.problem.kind !== 'rate-limited') throw error;
    const retryAt = await startPause(organizationId, error.problem.retryAt);
    throw new CloseError({ ...error.problem, retryAt }, error);
  }
}

/** Reads a deal. Throws `CloseError`. */
export function readDeal(access: Access, id: string): Promise<Opportunity> {
  return askClose(access, (authorization) => readOpportunity(authorization, id));
}

const firstBackoffMs = 2_000;
const maxBackoffMs = 5 * 60_000;
/** Separates two requests even if Close says that its limit has already ended. */
const minPauseMs = 250;
/** Doubles the pause if a limit follows the previous one within this time. */
const rushMs = 60_000;

/** Stores a pause and returns its end; a longer one stays. If Close gives no time, each is twice the previous. */
function startPause(organizationId: string, retryAt: number | undefined): Promise<number> {
  return withLock(`rate-pause:${organizationId}`, async () => {
    const now = Date.now();
    const { since, until: previous } = await ratePause(organizationId).read();
    const isUsable = since <= now;
    if (isUsable && previous > now && (retryAt === undefined || retryAt <= previous)) return previous;
    const isRush = isUsable && now - previous < rushMs;
    const doubled = isRush ? Math.min(2 * (previous - since), maxBackoffMs) : 0;
    const until = Math.max(retryAt ?? now + Math.max(doubled, firstBackoffMs), now + minPauseMs);
    // A failed write is ignored: the caller waits anyway, and other requests meet the limit themselves.
    await ratePause(organizationId)
      .write({ since: now, until })
      .catch(() => {});
    return until;
  });
}
