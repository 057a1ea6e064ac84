import { CloseError } from '../../../lib/close-api/errors.ts';
import type { DealList, Input } from '../../../lib/messaging/contract.ts';
import type { DealView } from '../../../lib/model/deal-view.ts';
import type { Opportunity } from '../../../lib/model/opportunity.ts';
import { type Result, success } from '../../../lib/model/result.ts';
import { chooseOpportunity, orderOpportunities } from '../../../lib/opportunity/order.ts';
import { readPreferences, readQuickActions } from '../../../lib/settings/presets.ts';
import { connections, lastUsedDeals, pins } from '../../../lib/storage/items.ts';
import { type Access, latestOf, readAccess } from '../close/access.ts';
import { readCatalog } from '../close/catalog.ts';
import {
  organizationNames,
  readInOrganizationOf,
  rememberOrganizations,
} from '../close/organization-lookup.ts';
import { listOperationsOf } from '../outbox/store.ts';
import { cacheDealStatus } from './deal-status-cache.ts';
import { readDraft } from './draft-store.ts';

const maxLeads = 200;

/** Returns a deal with everything its editor needs: one request to Close once the catalog is cached. */
export async function openDeal({ opportunityId, refresh }: Input<'deal.open'>): Promise<Result<DealView>> {
  const read = await readInOrganizationOf(opportunityId, async (access) => {
    const [opportunity, catalog] = await Promise.all([
      readAskedDeal(access, opportunityId),
      readCatalog(access, refresh),
    ]);
    return { opportunity, catalog, connection: await latestOf(access.connection) };
  });
  const [stored, pinned, preferred, { own }, [pending = null], names] = await Promise.all([
    readDraft(opportunityId),
    pins.read(),
    readPreferences(),
    readQuickActions(),
    listOperationsOf(opportunityId),
    organizationNames(),
    rememberUse(read.opportunity),
  ]);
  const { value, isDamaged: isDraftDamaged } = stored;
  // Started last, so that the answer does not wait for it.
  void cacheDealStatus(read.opportunity);
  return success({
    ...{ ...read, draft: value, isDraftDamaged, pins: pinned, preferences: preferred },
    ...{ quickActions: own, pending, ...names },
  });
}

/** Reads a deal from Close. Throws `CloseError`: `wrong-deal` if Close answers with another one. */
export async function readAskedDeal(access: Access, opportunityId: string): Promise<Opportunity> {
  const opportunity = await access.close.readOpportunity(opportunityId);
  const { organizationId } = access.connection;
  if (opportunity.id === opportunityId && opportunity.organizationId === organizationId) return opportunity;
  throw new CloseError({ kind: 'wrong-deal' });
}

async function rememberUse({ id, leadId }: Opportunity): Promise<void> {
  const remembered = lastUsedDeals.update(({ [leadId]: _former, ...others }) =>
    Object.fromEntries(Object.entries({ ...others, [leadId]: id }).slice(-maxLeads)),
  );
  // A failed write is ignored, because the deal can be opened without it.
  await remembered.catch(() => {});
}

/** Lists a lead's deals, active ones first. */
export async function openLead({ leadId }: Input<'lead.open'>): Promise<Result<DealList>> {
  const list = await readInOrganizationOf(leadId, (access) => readLead(access, leadId));
  const names = await organizationNames();
  const chosen = chooseOpportunity(list, list.catalog.pipelines);
  if (chosen) void cacheDealStatus(chosen, true);
  return success({ ...list, ...names });
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
