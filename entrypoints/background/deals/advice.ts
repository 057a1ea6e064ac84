import { canonicalJson } from '../../../lib/base/canonical-json.ts';
import type { Input } from '../../../lib/messaging/contract.ts';
import type { DealView } from '../../../lib/model/deal-view.ts';
import type { AdviceKeys, Opportunity } from '../../../lib/model/opportunity.ts';
import { type Result, success } from '../../../lib/model/result.ts';
import type { Suggestion } from '../../../lib/model/suggestion.ts';
import { advice, organizationsWithoutAdvice, putOffAdvice } from '../../../lib/storage/items.ts';
import { readAccess } from '../close/access.ts';
import { isLocked } from '../close/vault.ts';

// Close's own advice may come only where a request names it, so that one small reading asks for it behind an opened deal.
// It is shown when the deal is opened again, because nothing may move once a deal is shown.

const readAgainAfterMs = 60 * 60_000;
/** An organization may get the feature later. */
const askAgainAfterMs = 30 * 24 * 60 * 60_000;
const maxDeals = 100;
const maxPutOff = 200;

/** Returns the advice on a deal; undefined if there is none, or the user has put it off. The editor decides what it can do. */
export async function findAdvice(deal: Opportunity): Promise<DealView['advice']> {
  try {
    const [{ suggestion, isStalled = false } = deal] = await withAdvice([deal]);
    if (!suggestion || (await putOffAdvice.read())[deal.id] === (await markOf(suggestion))) return undefined;
    return { suggestion, isStalled };
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
export async function readAdviceBehind({ id, organizationId, ...deal }: Opportunity): Promise<void> {
  try {
    if (deal.suggestion !== undefined) return await store(id, deal);
    const former = (await advice.read()).find((each) => each.id === id);
    const { [organizationId]: missingSince = 0 } = await organizationsWithoutAdvice.read();
    if (isRecent(former?.readAt, readAgainAfterMs) || isRecent(missingSince, askAgainAfterMs)) return;
    // Marked as read before the request, so that a failed one is not repeated at once.
    await store(id, former?.found ?? {});
    const { close } = await readAccess(organizationId);
    const found = await close.readAdvice(id);
    if ('suggestion' in found || 'isStalled' in found) await store(id, found);
    else await organizationsWithoutAdvice.update((all) => ({ ...all, [organizationId]: Date.now() }));
  } catch {}
}

function isRecent(moment = 0, forMs: number): boolean {
  return Date.now() - moment < forMs;
}

async function store(id: string, { suggestion, isStalled }: AdviceKeys): Promise<void> {
  // Keys may have locked since Close was asked, which has forgotten the advice.
  if (await isLocked()) return;
  const now = Date.now();
  const found = {
    ...(suggestion !== undefined && { suggestion }),
    ...(isStalled !== undefined && { isStalled }),
  };
  await advice.update((stored) => {
    const former = stored.find((each) => each.id === id);
    const isSame = canonicalJson(former?.found.suggestion ?? null) === canonicalJson(suggestion ?? null);
    const entry = { id, readAt: now, changedAt: isSame ? (former?.changedAt ?? 0) : now, found };
    return [entry, ...stored.filter((each) => each !== former)].slice(0, maxDeals);
  });
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

// A digest, so that no text about a customer is stored. The reason counts only where nothing else tells advice apart,
// because Close may word the same advice differently.
async function markOf({ action, target, reason }: Suggestion): Promise<string> {
  const content = new TextEncoder().encode(JSON.stringify([action, target, target === '' ? reason : '']));
  const digest = await crypto.subtle.digest('SHA-256', content);
  return Array.from(new Uint8Array(digest.slice(0, 16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );
}
