import { canonicalJson } from '../../../lib/base/canonical-json.ts';
import type { Input } from '../../../lib/messaging/contract.ts';
import type { DealView } from '../../../lib/model/deal-view.ts';
import type { Opportunity } from '../../../lib/model/opportunity.ts';
import { type Result, success } from '../../../lib/model/result.ts';
import type { Suggestion } from '../../../lib/model/suggestion.ts';
import { proposalOf } from '../../../lib/opportunity/suggestion.ts';
import { advice, organizationsWithoutAdvice, putOffAdvice } from '../../../lib/storage/items.ts';
import { readAccess } from '../close/access.ts';
import { isLocked } from '../close/vault.ts';
import type { ResolvedDeal } from './resolve-deal.ts';

// Close's own advice may come only where a request names it, so that one small reading asks for it behind an opened deal.
// It is shown when the deal is opened again, because nothing may move once a deal is shown.

const readAgainAfterMs = 60 * 60_000;
/** An organization may get the feature later. */
const askAgainAfterMs = 30 * 24 * 60 * 60_000;
const maxDeals = 100;
const maxPutOff = 200;

/** Returns the advice to show with a deal; undefined for none, or one that the user has put off. */
export async function findAdvice({
  deal,
  catalog: { pipelines },
}: Pick<ResolvedDeal, 'deal' | 'catalog'>): Promise<DealView['advice']> {
  try {
    const [found] = await withAdvice([deal]);
    const { suggestion, isStalled = false } = found ?? deal;
    if (!suggestion || !proposalOf(suggestion, deal, pipelines, new Date())) return undefined;
    const { [deal.id]: putOff } = await putOffAdvice.read();
    return putOff !== undefined && putOff === (await markOf(suggestion))
      ? undefined
      : { suggestion, isStalled };
  } catch {
    // The deal is shown without advice.
    return undefined;
  }
}

/** Adds the advice that was read before to deals whose answers did not carry it. */
export async function withAdvice(deals: readonly Opportunity[]): Promise<Opportunity[]> {
  const stored = await advice.read().catch(() => []);
  return deals.map((deal) => ({ ...stored.find(({ id }) => id === deal.id)?.found, ...deal }));
}

/**
 * Asks Close for the advice on an opened deal, at most once an hour, and not in an organization that does not have it.
 * Errors are ignored, because the deal is shown without.
 */
export async function readAdviceBehind(deal: Opportunity): Promise<void> {
  try {
    if (deal.suggestion !== undefined) return await store(deal);
    if (!(await isToBeAsked(deal))) return;
    const { close } = await readAccess(deal.organizationId);
    const found = await close.readAdvice(deal.id);
    const isMissing = found.suggestion === undefined && found.isStalled === undefined;
    if (isMissing) await noteMissing(deal.organizationId);
    else await store({ ...deal, ...found });
  } catch {}
}

// Marks the deal as read before the request, so that a failed one is not repeated at once.
async function isToBeAsked({ id, organizationId }: Opportunity): Promise<boolean> {
  const now = Date.now();
  const { [organizationId]: missingSince = 0 } = await organizationsWithoutAdvice.read();
  if (now - missingSince < askAgainAfterMs) return false;
  let isOld = false;
  await advice.update((stored) => {
    const former = stored.find((each) => each.id === id);
    isOld = !former || now - former.readAt >= readAgainAfterMs;
    if (!isOld) return stored;
    const { changedAt = 0, found = {} } = former ?? {};
    return newestFirst({ id, organizationId, readAt: now, changedAt, found }, stored);
  });
  return isOld;
}

async function store({ id, organizationId, suggestion, isStalled }: Opportunity): Promise<void> {
  // Keys may have locked since Close was asked, which has forgotten the advice.
  if (await isLocked()) return;
  const found = {
    ...(suggestion !== undefined && { suggestion }),
    ...(isStalled !== undefined && { isStalled }),
  };
  const now = Date.now();
  await advice.update((stored) => {
    const former = stored.find((each) => each.id === id);
    const isSame = canonicalJson(former?.found.suggestion ?? null) === canonicalJson(suggestion ?? null);
    const changedAt = isSame ? (former?.changedAt ?? 0) : now;
    return newestFirst({ id, organizationId, readAt: now, changedAt, found }, stored);
  });
}

function newestFirst<Entry extends { id: string }>(entry: Entry, stored: readonly Entry[]): Entry[] {
  return [entry, ...stored.filter(({ id }) => id !== entry.id)].slice(0, maxDeals);
}

async function noteMissing(organizationId: string): Promise<void> {
  await organizationsWithoutAdvice.update((stored) => ({ ...stored, [organizationId]: Date.now() }));
}

/** Does not show this advice again until it changes. */
export async function putOff({ opportunityId, suggestion }: Input<'advice.put-off'>): Promise<Result<null>> {
  const mark = await markOf(suggestion);
  await putOffAdvice.update(({ [opportunityId]: _former, ...others }) =>
    Object.fromEntries(Object.entries({ ...others, [opportunityId]: mark }).slice(-maxPutOff)),
  );
  const changedAt = Date.now();
  await advice.update((stored) =>
    stored.map((each) => (each.id === opportunityId ? { ...each, changedAt } : each)),
  );
  return success(null);
}

/** Forgets the advice on deals of an organization, or of all. */
export async function forgetAdvice(organizationId?: string): Promise<void> {
  await advice.update((stored) =>
    stored.filter((each) => organizationId !== undefined && each.organizationId !== organizationId),
  );
}

// A digest, so that no text about a customer is stored. The reason counts only where nothing else tells advice apart,
// because Close may word the same advice differently.
async function markOf({ action, target, reason }: Suggestion): Promise<string> {
  const content = new TextEncoder().encode(JSON.stringify([action, target, target === '' ? reason : '']));
  const digest = await crypto.subtle.digest('SHA-256', content);
  return Array.from(new Uint8Array(digest.slice(0, 16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );
}
