import type { Problem } from '../../lib/problem.ts';
import { ratePause } from '../../lib/storage/items.ts';

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
