import { readOpportunity } from '../../../lib/close-api/client.ts';
import { CloseError } from '../../../lib/close-api/errors.ts';
import type { Opportunity } from '../../../lib/model/opportunity.ts';
import type { Problem } from '../../../lib/model/problem.ts';
import { ratePause } from '../../../lib/storage/items.ts';
import type { Access } from './access.ts';

/** Until when an organisation's key may not be used, in epoch milliseconds. A clock set back since ends the pause. */
export async function pausedUntil(organizationId: string): Promise<number> {
  const { since, until } = await ratePause(organizationId).read();
  return since > Date.now() ? 0 : until;
}

/** A rate limit holds for the key and not for one deal, so the organisation's other requests wait with it. */
export async function rememberPause(organizationId: string, problem: Problem, until: number): Promise<void> {
  if (problem.kind !== 'rate-limited') return;
  await ratePause(organizationId).write({ since: Date.now(), until });
}

/** Reads a deal outside the outbox; a rate limit that this meets holds up the outbox too. Throws `CloseError`. */
export async function readDeal({ connection, authorization }: Access, id: string): Promise<Opportunity> {
  try {
    return await readOpportunity(authorization, id);
  } catch (error) {
    if (error instanceof CloseError) {
      await rememberPause(connection.organizationId, error.problem, error.problem.retryAt ?? 0);
    }
    throw error;
  }
}
