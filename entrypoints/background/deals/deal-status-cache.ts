import { refreshChips } from '../../../lib/in-page/refresh-chips.ts';
import type { Opportunity } from '../../../lib/model/opportunity.ts';
import { findStatus } from '../../../lib/opportunity/opportunity.ts';
import { valueIn } from '../../../lib/opportunity/values.ts';
import { confidenceActionId, statusActionId } from '../../../lib/quick-actions/built-in.ts';
import { catalog, standings } from '../../../lib/storage/items.ts';
import { showTicks } from '../browser/menu-checkmarks.ts';

const mostStandings = 50;

/**
 * Remembers where a deal stands, as it was read or saved anyway, and ticks that in the menu; nothing fails with it.
 * `isMeant` where the lead's page is known to mean this very deal.
 */
export async function noteStanding(opportunity: Opportunity, isMeant = false): Promise<void> {
  await keepStanding(opportunity, isMeant).catch(() => {});
}

/**
 * The same of a deal that the user has opened or changed: its chip says so at once. The pages report anew for that, which
 * takes from the toolbar button what was just told there.
 */
export async function showStanding(opportunity: Opportunity): Promise<void> {
  await noteStanding(opportunity);
  await refreshChips().catch(() => {});
}

async function keepStanding(opportunity: Opportunity, isNowMeant: boolean): Promise<void> {
  const { id: opportunityId, leadId, organizationId, values } = opportunity;
  const pipelines = (await catalog(organizationId).read())?.pipelines ?? [];
  await standings.update((known) => {
    const isMeant = isNowMeant || known.some((each) => each.opportunityId === opportunityId && each.isMeant);
    const others = known.filter(
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
    return [standing, ...others].slice(0, mostStandings);
  });
  await showTicks();
}
