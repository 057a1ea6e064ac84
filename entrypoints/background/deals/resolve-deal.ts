import { chooseReference, findReferencesInAddress, isAboutDeal } from '../../../lib/detection/references.ts';
import type { DealList } from '../../../lib/messaging/contract.ts';
import type { DealView } from '../../../lib/model/deal-view.ts';
import type { Opportunity } from '../../../lib/model/opportunity.ts';
import type { Reference } from '../../../lib/model/reference.ts';
import { chooseOpportunity } from '../../../lib/opportunity/order.ts';
import { dealStatuses } from '../../../lib/storage/items.ts';
import { unlessLocked } from '../../../lib/storage/stored.ts';
import { latestOf } from '../close/access.ts';
import { readCatalog } from '../close/catalog.ts';
import { readInOrganizationOf } from '../close/organization-lookup.ts';
import { readAskedDeal, readLead } from './read-deals.ts';

// Decides which deal a page, a click or an address leads to: the one rule for popup, card, side panel, menu, keyboard,
// badge, chip and check marks. Ids are ranked by where they were found. Of a lead it is the only deal or the only active
// one. In any other case the user chooses.

/** Returns the ids that a page is about; no linked leads, because every page in Close links to many. */
export function targetIds(references: readonly Reference[]): string[] {
  const chosen = chooseReference(references);
  return references.filter((each) => each === chosen || isAboutDeal([each])).map(({ id }) => id);
}

/** A deal as read from Close, with what its organization says about it. */
export type ResolvedDeal = Pick<DealView, 'catalog' | 'connection'> & { deal: Opportunity };

/** A lead's deals as read from Close; `deal` is undefined if the user has to choose. */
export type ResolvedLead = Omit<ResolvedDeal, 'deal'> & { deal: Opportunity | undefined; list: DealList };

/** Reads the deal that a reference leads to. Throws `CloseError`. */
export function resolveDeal({ kind, id }: Reference): Promise<ResolvedDeal | ResolvedLead> {
  return kind === 'lead' ? resolveLead(id) : resolveOpportunity(id);
}

/** Reads a deal; with `refresh`, the organization's pipelines and fields too. Throws `CloseError`. */
export function resolveOpportunity(id: string, refresh = false): Promise<ResolvedDeal> {
  return readInOrganizationOf(id, async (access) => {
    const [deal, catalog] = await Promise.all([readAskedDeal(access, id), readCatalog(access, refresh)]);
    return { deal, catalog, connection: await latestOf(access.connection) };
  });
}

/** Reads a lead's deals and chooses the one to open. Throws `CloseError`. */
export function resolveLead(id: string): Promise<ResolvedLead> {
  return readInOrganizationOf(id, async (access) => {
    const list = await readLead(access, id);
    const { catalog } = list;
    const deal = chooseOpportunity(list, catalog.pipelines);
    return { deal, list, catalog, connection: await latestOf(access.connection) };
  });
}

/**
 * Returns the cached status of the deal that an address names or its lead leads to; undefined while the keys are locked.
 * Sends no request.
 */
export async function resolveDealStatus(address = '') {
  const target = chooseReference(findReferencesInAddress(address));
  return (await unlessLocked(dealStatuses.read, [])).find(
    ({ opportunityId, leadId, isChosenForLead }) =>
      target?.id === opportunityId || (isChosenForLead && target?.id === leadId),
  );
}
