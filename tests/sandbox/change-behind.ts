import { nextMoment } from './api/moments.ts';
import { answerOpportunity } from './api/opportunity-answer.ts';
import { recordChange } from './api/record-change.ts';
import { storeKeys } from './api/store-keys.ts';
import type { World } from './types.ts';

/**
 * Edits a deal as a colleague: values under the API's own keys, unchecked. Throws for an unknown deal.
 * Without a name it is the first colleague in the organization who was not the last to edit.
 */
export function changeBehind(
  world: World,
  opportunityId: string,
  patch: Record<string, unknown>,
  byUserId?: string,
): void {
  const opportunity = world.opportunities.get(opportunityId);
  if (!opportunity) throw new Error(`No such opportunity in the sandbox: ${opportunityId}`);
  const former = answerOpportunity(world, opportunity);
  storeKeys(world, opportunity, patch);
  opportunity.dateUpdated = nextMoment(world, opportunity.dateUpdated);
  opportunity.updatedBy = byUserId ?? findColleague(world, opportunity.organizationId, opportunity.updatedBy);
  recordChange(world, opportunity, former);
}

function findColleague(world: World, organizationId: string, exceptId: string | null): string | null {
  const colleague = world.memberships.find(
    (one) =>
      one.organizationId === organizationId &&
      one.isActive &&
      one.roleId !== 'admin' &&
      one.userId !== exceptId,
  );
  return colleague?.userId ?? null;
}
