import { CloseError } from '../../../lib/close-api/errors.ts';
import type { DealList } from '../../../lib/messaging/contract.ts';
import type { Opportunity } from '../../../lib/model/opportunity.ts';
import { orderOpportunities } from '../../../lib/opportunity/order.ts';
import { lastUsedDeals } from '../../../lib/storage/items.ts';
import type { Access } from '../close/access.ts';
import { readCatalog } from '../close/catalog.ts';
import { rememberOrganizations } from '../close/organization-lookup.ts';
import { withAdvice } from './advice.ts';

/** Reads a deal from Close. Throws `CloseError`: `wrong-deal` if Close answers with another one. */
export async function readAskedDeal(access: Access, opportunityId: string): Promise<Opportunity> {
  const opportunity = await access.close.readOpportunity(opportunityId);
  const { organizationId } = access.connection;
  if (opportunity.id === opportunityId && opportunity.organizationId === organizationId) return opportunity;
  throw new CloseError({ kind: 'wrong-deal' });
}

/** Reads a lead and its deals from one organization. Throws `CloseError`: `not-found` if the lead is not there. */
export async function readLead(access: Access, leadId: string): Promise<DealList> {
  const [found, catalog, used] = await Promise.all([
    access.close.readLeadOpportunities(leadId),
    readCatalog(access),
    lastUsedDeals.read(),
  ]);
  // Filtered here too, in case Close ignores the filter and answers with deals of other leads.
  const opportunities = orderOpportunities(
    await withAdvice(found.opportunities.filter((each) => each.leadId === leadId)),
    catalog.pipelines,
  );
  // Close answers with an empty list for an unknown lead; only reading its name fails.
  const leadName = opportunities[0]?.leadName || (await access.close.readLeadName(leadId));
  await rememberOrganizations(opportunities);
  const { unreadable } = found;
  return { leadName, opportunities, unreadable, catalog, lastUsedId: used[leadId] ?? '' };
}
