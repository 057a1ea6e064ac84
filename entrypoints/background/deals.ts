import {
  findOpportunities,
  readLeadName,
  readLeadOpportunities,
  readOpportunity,
} from '../../lib/close-api/client.ts';
import { CloseError } from '../../lib/close-api/errors.ts';
import type { DealList, DealView, Input } from '../../lib/messaging/contract.ts';
import { orderOpportunities } from '../../lib/opportunity/order.ts';
import { type Result, success } from '../../lib/result.ts';
import { connections, type Draft, draft, pins } from '../../lib/storage/items.ts';
import { attempt } from './attempt.ts';
import { type Access, readAccess } from './authorization.ts';
import { readCatalog } from './catalog.ts';
import { organizationNames, readAtHome, rememberHomes } from './home.ts';
import { listOperationsOf } from './outbox-store.ts';

const draftLifetimeMs = 30 * 24 * 60 * 60 * 1000;

/** One deal with all that its editor needs: one request to Close once the catalog is cached. */
export function openDeal({ opportunityId, refresh }: Input<'deal.open'>): Promise<Result<DealView>> {
  return attempt(async () => {
    const read = await readAtHome(opportunityId, async (access) => {
      const { authorization, connection } = access;
      const [opportunity, catalog] = await Promise.all([
        readOpportunity(authorization, opportunityId),
        readCatalog(access, refresh),
      ]);
      const isAsked =
        opportunity.id === opportunityId && opportunity.organizationId === connection.organizationId;
      if (!isAsked) throw new CloseError({ kind: 'wrong-deal' });
      return { opportunity, catalog, connection };
    });
    const [stored, pinned, [pending = null], names] = await Promise.all([
      readDraft(opportunityId),
      pins.read(),
      listOperationsOf(opportunityId),
      organizationNames(),
    ]);
    const { value, isDamaged: isDraftDamaged } = stored;
    return success({ ...read, draft: value, isDraftDamaged, pins: pinned, pending, ...names });
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
    const list = await readAtHome(leadId, (access) => readLead(access, leadId));
    return success({ ...list, ...(await organizationNames()) });
  });
}

/** A lead as one organisation knows it. Throws `CloseError` where it does not: `not-found`. */
export async function readLead(access: Access, leadId: string): Promise<DealList> {
  const [found, catalog] = await Promise.all([
    readLeadOpportunities(access.authorization, leadId),
    readCatalog(access),
  ]);
  // A list that ignores the filter must not offer somebody else's deals.
  const opportunities = orderOpportunities(
    found.filter((each) => each.leadId === leadId),
    catalog.pipelines,
  );
  // An organisation that does not know the lead answers with an empty list, and only its name tells.
  const leadName = opportunities[0]?.leadName || (await readLeadName(access.authorization, leadId));
  await rememberHomes(opportunities);
  return { leadName, opportunities, catalog };
}

/** Deals that match a text, of every connected organisation, latest first. */
export function findDeals({ query }: Input<'deals.find'>): Promise<Result<DealList>> {
  return attempt(async () => {
    const known = await connections.read();
    const unanswered: string[] = [];
    let problem: unknown = new CloseError({ kind: 'not-connected' });
    const answers = await Promise.all(
      known.map(async ({ organizationId, organizationName }) => {
        try {
          const access = await readAccess(organizationId);
          const { authorization } = access;
          const [found, catalog] = await Promise.all([
            findOpportunities(authorization, query),
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
    const opportunities = all.flatMap(({ found }) => found);
    if (others.length > 0) opportunities.sort((one, other) => (one.updatedAt < other.updatedAt ? 1 : -1));
    await rememberHomes(opportunities);
    // A status is known by its id, so the pipelines of several organisations can stand together.
    const catalog = { ...first.catalog, pipelines: all.flatMap((each) => each.catalog.pipelines) };
    return success({ leadName: '', opportunities, catalog, unanswered, ...(await organizationNames()) });
  });
}
