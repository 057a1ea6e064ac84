import { refreshChips } from '../../../lib/in-page/refresh-chips.ts';
import type { Opportunity } from '../../../lib/model/opportunity.ts';
import { findStatus } from '../../../lib/opportunity/opportunity.ts';
import { valueIn } from '../../../lib/opportunity/values.ts';
import { confidenceActionId, statusActionId } from '../../../lib/quick-actions/built-in.ts';
import { catalog, standings } from '../../../lib/storage/items.ts';
import { showTicks } from '../browser/menu-checkmarks.ts';

const maxStandings = 50;

/**
 * Caches a deal's status and confidence and checks them in the menu; errors are ignored. `isMeant` marks the deal that
 * the editor chooses on its lead's page.
 */
export async function noteStanding(opportunity: Opportunity, isMeant = false): Promise<void> {
  await keepStanding(opportunity, isMeant).catch(() => {});
}

/**
 * Caches a deal that the user has opened or changed and refreshes its chip. Pages then report again, which replaces the
 * outcome shown on the toolbar button.
 */
export async function showStanding(opportunity: Opportunity): Promise<void> {
  await noteStanding(opportunity);
  await refreshChips().catch(() => {});
}

async function keepStanding(opportunity: Opportunity, isNowMeant: boolean): Promise<void> {
  const { id: opportunityId, leadId, organizationId, values } = opportunity;
  const pipelines = (await catalog(organizationId).read())?.pipelines ?? [];
  await standings.update((stored) => {
    const isMeant = isNowMeant || stored.some((each) => each.opportunityId === opportunityId && each.isMeant);
    const others = stored.filter(
      (each) => each.opportunityId !== opportunityId && !(isMeant && each.isMeant && each.leadId === leadId),
    );
    const statusId = valueIn(values, 'status_id');
    const confidence = valueIn(values, 'confidence') as number | null;
    const label = findStatus(pipelines, statusId)?.status.label;
    const standing = {
      ...{ opportunityId, leadId, isMeant },
      ticks: [statusActionId(String(statusId)), confidenceActionId(confidence)],
      words: [label, confidence !== null && `${confidence} %`].filter(Boolean).join(' · '),
    };
    return [standing, ...others].slice(0, maxStandings);
  });
  await showTicks();
}
