import {
  findOpportunities,
  readLeadName,
  readLeadOpportunities,
  readOpportunity,
} from '../../lib/close-api/client.ts';
import type { DealList, DealView, Input } from '../../lib/messaging/contract.ts';
import { orderOpportunities } from '../../lib/opportunity/order.ts';
import { failure, type Result, success } from '../../lib/result.ts';
import { pins, preferences } from '../../lib/storage/items.ts';
import { attempt } from './attempt.ts';
import { readAccess } from './authorization.ts';
import { readCatalog } from './catalog.ts';
import { readDraft } from './draft-store.ts';
import { listOperationsOf } from './outbox-store.ts';

/** One deal with all that its editor needs: one request to Close once the catalog is cached. */
export function openDeal({ opportunityId, refresh }: Input<'deal.open'>): Promise<Result<DealView>> {
  return attempt(async () => {
    const access = await readAccess();
    const [opportunity, catalog] = await Promise.all([
      readOpportunity(access.authorization, opportunityId),
      readCatalog(access, refresh),
    ]);
    if (opportunity.id !== opportunityId) return failure({ kind: 'wrong-deal' });
    const [stored, pinned, preferred, [pending = null]] = await Promise.all([
      readDraft(opportunityId),
      pins.read(),
      preferences.read(),
      listOperationsOf(opportunityId),
    ]);
    return success({
      opportunity,
      catalog,
      connection: access.connection,
      draft: stored.value,
      isDraftDamaged: stored.isDamaged,
      pins: pinned,
      preferences: preferred,
      pending,
    });
  });
}

/** A lead's deals, active ones first. */
export function openLead({ leadId }: Input<'lead.open'>): Promise<Result<DealList>> {
  return attempt(async () => {
    const access = await readAccess();
    const [found, catalog] = await Promise.all([
      readLeadOpportunities(access.authorization, leadId),
      readCatalog(access),
    ]);
    // A list that ignores the filter must not offer somebody else's deals.
    const opportunities = orderOpportunities(
      found.filter((each) => each.leadId === leadId),
      catalog.pipelines,
    );
    const leadName = opportunities[0]?.leadName || (await readLeadName(access.authorization, leadId));
    return success({ leadName, opportunities, catalog });
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
    return success({ leadName: '', opportunities, catalog });
  });
}
