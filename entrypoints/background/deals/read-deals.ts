import { CloseError } from '../../../lib/close-api/errors.ts';
import type { DealList, Input } from '../../../lib/messaging/contract.ts';
import type { Opportunity } from '../../../lib/model/opportunity.ts';
import { type Result, success } from '../../../lib/model/result.ts';
import { orderOpportunities } from '../../../lib/opportunity/order.ts';
import { connections, lastUsedDeals } from '../../../lib/storage/items.ts';
import { type Access, readAccess } from '../close/access.ts';
import { readCatalog } from '../close/catalog.ts';
import { organizationNames, rememberOrganizations } from '../close/organization-lookup.ts';

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
    found.opportunities.filter((each) => each.leadId === leadId),
    catalog.pipelines,
  );
  // Close answers with an empty list for an unknown lead; only reading its name fails.
  const leadName = opportunities[0]?.leadName || (await access.close.readLeadName(leadId));
  await rememberOrganizations(opportunities);
  const { unreadable } = found;
  return { leadName, opportunities, unreadable, catalog, lastUsedId: used[leadId] ?? '' };
}

/** Finds deals that match a text in every connected organization, latest first. */
export async function findDeals({ query }: Input<'deals.find'>): Promise<Result<DealList>> {
  const list = await connections.read();
  const unanswered: string[] = [];
  let problem: unknown = new CloseError({ kind: 'not-connected' });
  const answers = await Promise.all(
    list.map(async ({ organizationId, organizationName }) => {
      try {
        const access = await readAccess(organizationId);
        const [found, catalog] = await Promise.all([
          access.close.findOpportunities(query),
          readCatalog(access),
        ]);
        return [{ found, catalog }];
      } catch (error) {
        problem = error;
        unanswered.push(organizationName);
        return [];
      }
    }),
  );
  const [first, ...others] = answers.flat();
  if (!first) throw problem;
  const all = [first, ...others];
  const opportunities = all.flatMap(({ found }) => found.opportunities);
  if (others.length > 0) opportunities.sort((one, other) => (one.updatedAt < other.updatedAt ? 1 : -1));
  await rememberOrganizations(opportunities);
  // Status ids are unique across organizations, so their pipelines fit in one list.
  const catalog = { ...first.catalog, pipelines: all.flatMap((each) => each.catalog.pipelines) };
  return success({
    leadName: '',
    opportunities,
    unreadable: all.reduce((sum, { found }) => sum + found.unreadable, 0),
    catalog,
    lastUsedId: '',
    unanswered,
    ...(await organizationNames()),
  });
}
