import { findOpportunities, readLeadName, readLeadOpportunities } from '../../lib/close-api/client.ts';
import type { DealList, DealView, Input } from '../../lib/messaging/contract.ts';
import type { Opportunity } from '../../lib/opportunity/opportunity.ts';
import { chooseOpportunity, orderOpportunities } from '../../lib/opportunity/order.ts';
import { failure, type Result, success } from '../../lib/result.ts';
import { lastUsedDeals, pins, preferences, quickActions } from '../../lib/storage/items.ts';
import { attempt } from './attempt.ts';
import { readAccess } from './authorization.ts';
import { readCatalog } from './catalog.ts';
import { readDraft } from './draft-store.ts';
import { listOperationsOf } from './outbox-store.ts';
import { readDeal } from './rate-pause.ts';
import { noteStanding } from './ticks.ts';

const mostLeads = 200;

/** One deal with all that its editor needs: one request to Close once the catalog is cached. */
export function openDeal({ opportunityId, refresh }: Input<'deal.open'>): Promise<Result<DealView>> {
  return attempt(async () => {
    const access = await readAccess();
    const [opportunity, catalog] = await Promise.all([
      readDeal(access, opportunityId),
      readCatalog(access, refresh),
    ]);
    if (opportunity.id !== opportunityId) return failure({ kind: 'wrong-deal' });
    void noteStanding(opportunity);
    const [stored, pinned, preferred, { own }, [pending = null]] = await Promise.all([
      readDraft(opportunityId),
      pins.read(),
      preferences.read(),
      quickActions.read(),
      listOperationsOf(opportunityId),
      rememberUse(opportunity),
    ]);
    return success({
      opportunity,
      catalog,
      connection: access.connection,
      draft: stored.value,
      isDraftDamaged: stored.isDamaged,
      pins: pinned,
      preferences: preferred,
      quickActions: own,
      pending,
    });
  });
}

async function rememberUse({ id, leadId }: Opportunity): Promise<void> {
  const { [leadId]: _former, ...others } = await lastUsedDeals.read();
  const latest = Object.entries({ ...others, [leadId]: id }).slice(-mostLeads);
  // That it is not remembered is no reason not to open the deal.
  await lastUsedDeals.write(Object.fromEntries(latest)).catch(() => {});
}

/** A lead's deals, active ones first. */
export function openLead({ leadId }: Input<'lead.open'>): Promise<Result<DealList>> {
  return attempt(async () => {
    const access = await readAccess();
    const [found, catalog, used] = await Promise.all([
      readLeadOpportunities(access.authorization, leadId),
      readCatalog(access),
      lastUsedDeals.read(),
    ]);
    // A list that ignores the filter must not offer somebody else's deals.
    const opportunities = orderOpportunities(
      found.filter((each) => each.leadId === leadId),
      catalog.pipelines,
    );
    const meant = chooseOpportunity(opportunities, catalog.pipelines);
    if (meant) void noteStanding(meant, leadId);
    const leadName = opportunities[0]?.leadName || (await readLeadName(access.authorization, leadId));
    return success({ leadName, opportunities, catalog, lastUsedId: used[leadId] ?? '' });
  });
}

/** Deals that match a text. */
export function findDeals({ query }: Input<'deals.find'>): Promise<Result<DealList>> {
  return attempt(async () => {
    const access = await readAccess();
    const [opportunities, catalog] = await Promise.all([
      findOpportunities(access.authorization, query),
      readCatalog(access),
    ]);
    return success({ leadName: '', opportunities, catalog, lastUsedId: '' });
  });
}
