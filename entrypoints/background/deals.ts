import {
  findOpportunities,
  readLeadName,
  readLeadOpportunities,
  readOpportunity,
} from '../../lib/close-api/client.ts';
import type { DealList, DealView, Input } from '../../lib/messaging/contract.ts';
import { orderOpportunities } from '../../lib/opportunity/order.ts';
import { failure, type Result, success } from '../../lib/result.ts';
import { type Draft, draft, pins } from '../../lib/storage/items.ts';
import { attempt } from './attempt.ts';
import { readAccess } from './authorization.ts';
import { readCatalog } from './catalog.ts';
import { knowDeal } from './chip.ts';
import { listOperationsOf } from './outbox-store.ts';

const draftLifetimeMs = 30 * 24 * 60 * 60 * 1000;

/** One deal with all that its editor needs: one request to Close once the catalog is cached. */
export function openDeal({ opportunityId, refresh }: Input<'deal.open'>): Promise<Result<DealView>> {
  return attempt(async () => {
    const access = await readAccess();
    const [opportunity, catalog] = await Promise.all([
      readOpportunity(access.authorization, opportunityId),
      readCatalog(access, refresh),
    ]);
    if (opportunity.id !== opportunityId) return failure({ kind: 'wrong-deal' });
    knowDeal(opportunity);
    const [stored, pinned, [pending = null]] = await Promise.all([
      readDraft(opportunityId),
      pins.read(),
      listOperationsOf(opportunityId),
    ]);
    return success({
      opportunity,
      catalog,
      connection: access.connection,
      draft: stored.value,
      isDraftDamaged: stored.isDamaged,
      pins: pinned,
      pending,
    });
  });
}

// What was typed a month ago is more likely to surprise than to help.
async function readDraft(opportunityId: string): Promise<{ value: Draft | null; isDamaged: boolean }> {
  const stored = await draft(opportunityId).look();
  if (!stored.value || Date.now() - stored.value.savedAt < draftLifetimeMs) return stored;
  await draft(opportunityId).remove();
  return { value: null, isDamaged: false };
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
