import type { Opportunity } from '../../../lib/model/opportunity.ts';
import { findStatus } from '../../../lib/opportunity/opportunity.ts';
import { valueIn } from '../../../lib/opportunity/values.ts';
import { confidenceActionId, statusActionId } from '../../../lib/quick-actions/built-in.ts';
import { catalog, type DealStatus, dealStatuses } from '../../../lib/storage/items.ts';
import { formatPercent } from '../../../lib/wording/percent.ts';
import { updateChips } from '../browser/chip.ts';
import { showCheckmarks } from '../browser/menu-checkmarks.ts';

const maxDealStatuses = 50;

/**
 * Caches a deal's status and confidence and shows them in the menu and on the pages that name the deal; errors are
 * ignored. `isChosenForLead` marks the deal that the editor chooses on its lead's page.
 */
export async function cacheDealStatus(opportunity: Opportunity, isChosenForLead = false): Promise<void> {
  await storeDealStatus(opportunity, isChosenForLead).catch(() => {});
}

/** Records that the page of a lead is about none of its deals alone; errors are ignored. */
export async function forgetChosenDeal(lead: string): Promise<void> {
  const isOutdated = ({ leadId, isChosenForLead }: DealStatus) => isChosenForLead && leadId === lead;
  const forgotten = dealStatuses.update((stored) =>
    stored.some(isOutdated)
      ? stored.map((each) => (isOutdated(each) ? { ...each, isChosenForLead: false } : each))
      : stored,
  );
  await forgotten.then(() => showOn([lead])).catch(() => {});
}

async function storeDealStatus(opportunity: Opportunity, isNowChosen: boolean): Promise<void> {
  const { id: opportunityId, leadId, organizationId, values } = opportunity;
  const pipelines = (await catalog(organizationId).read())?.pipelines ?? [];
  await dealStatuses.update((stored) => {
    const isChosenForLead =
      isNowChosen || stored.some((each) => each.opportunityId === opportunityId && each.isChosenForLead);
    const others = stored.filter(
      (each) =>
        each.opportunityId !== opportunityId &&
        !(isChosenForLead && each.isChosenForLead && each.leadId === leadId),
    );
    const statusId = valueIn(values, 'status_id');
    const confidence = valueIn(values, 'confidence') as number | null;
    const label = findStatus(pipelines, statusId)?.status.label;
    const dealStatus = {
      opportunityId,
      leadId,
      isChosenForLead,
      menuItems: [statusActionId(String(statusId)), confidenceActionId(confidence)],
      chipText: [label, confidence !== null && formatPercent(confidence)].filter(Boolean).join(' · '),
    };
    return [dealStatus, ...others].slice(0, maxDealStatuses);
  });
  await showOn([opportunityId, leadId]);
}

// Shows a changed status in the menu, and on the pages that name one of these ids.
async function showOn(targets: readonly string[]): Promise<void> {
  await showCheckmarks();
  await updateChips(({ ids }) => targets.some((id) => ids.includes(id)));
}
