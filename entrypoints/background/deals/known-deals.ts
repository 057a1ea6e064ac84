import { browser } from 'wxt/browser';
import { withLock } from '../../../lib/base/with-lock.ts';
import { isStoredAlready, toKnownDeal, toOpportunities } from '../../../lib/find/known-deals.ts';
import { createKnownSearch, type KnownSearch } from '../../../lib/find/search-known.ts';
import { hasWords, wordsOf } from '../../../lib/find/words.ts';
import type { DealList, Input } from '../../../lib/messaging/contract.ts';
import type { KnownDeal } from '../../../lib/model/known-deal.ts';
import type { Opportunity } from '../../../lib/model/opportunity.ts';
import { type Result, success } from '../../../lib/model/result.ts';
import { readPreferences } from '../../../lib/settings/presets.ts';
import { catalog, knownDealIndex, knownDealParts, knownDeals } from '../../../lib/storage/items.ts';
import {
  locate,
  type StoredValue,
  storedNames,
  unlessLocked,
  writeTogether,
} from '../../../lib/storage/stored.ts';
import { organizationNames } from '../close/organization-lookup.ts';
import { isLocked } from '../close/vault.ts';

// What was opened, listed, saved or found on this device, for a search without a request. The parts are written and read
// under one lock.

const maxKnownDeals = 2_000;
/** Trimming reads and may write every part, so that it makes room for some more deals at once. */
const trimmedTo = 1_900;
const maxRecent = 12;
const maxShownRecent = 6;
const maxFound = 20;
const lockName = 'known-deals';
const allParts = Array.from({ length: knownDealParts }, (_none, part) => part);

let waiting: { opportunity: Opportunity; isUsed: boolean }[] = [];

/**
 * Remembers deals for later searches, unless the user turned that off; errors are ignored, because nothing depends on it.
 * `isUsed`: they were opened or saved, and count as recent. Calls during a write are stored by the next one together.
 */
export async function rememberDeals(
  opportunities: readonly Opportunity[],
  { isUsed = false } = {},
): Promise<void> {
  waiting.push(...opportunities.map((opportunity) => ({ opportunity, isUsed })));
  await withLock(lockName, storeWaiting).catch(() => {});
}

async function storeWaiting(): Promise<void> {
  const seen = waiting;
  waiting = [];
  if (seen.length === 0 || !(await readPreferences()).remembersDeals) return;
  const now = Date.now();
  const { counts, recent } = await knownDealIndex.read();
  const nextCounts = allParts.map((part) => counts[part] ?? 0);
  const byPart = Map.groupBy(seen, ({ opportunity }) => partOf(opportunity.id));
  const organizationIds = new Set(seen.map(({ opportunity }) => opportunity.organizationId));
  const catalogs = await Promise.all([...organizationIds].map((id) => catalog(id).read()));
  // Status ids are unique across organizations.
  const pipelines = catalogs.flatMap((each) => each?.pipelines ?? []);
  const values: StoredValue[] = [];
  for (const [part, entries] of byPart) {
    const stored = await readPart(part);
    const before = [...stored.values()];
    for (const { opportunity } of entries) {
      const { id } = opportunity;
      const deal = toKnownDeal(opportunity, pipelines, stored.get(id), now);
      if (!isStoredAlready(deal, stored.get(id))) stored.set(id, deal);
    }
    const after = [...stored.values()];
    nextCounts[part] = after.length;
    if (after.length !== before.length || after.some((deal, index) => deal !== before[index]))
      values.push([knownDeals(part), after]);
  }
  const used = seen.filter(({ isUsed }) => isUsed).map(({ opportunity }) => opportunity.id);
  const nextRecent = [...new Set([...used.reverse(), ...recent])].slice(0, maxRecent);
  const index = { counts: nextCounts, recent: nextRecent };
  if (String([counts, recent]) !== String([nextCounts, nextRecent])) values.push([knownDealIndex, index]);
  await writeTogether(values);
  if (nextCounts.reduce((sum, count) => sum + count, 0) > maxKnownDeals) await keepNewest(trimmedTo);
}

/** Forgets one deal that Close no longer has; errors are ignored. */
export async function forgetKnownDeal(id: string): Promise<void> {
  await withLock(lockName, () => keepOnly((deal) => deal.id !== id, [partOf(id)])).catch(() => {});
}

/** Forgets the deals of an organization; all deals while the keys are locked, because nothing says whose they are. */
export function forgetDealsOf(organizationId: string): Promise<void> {
  return withLock(lockName, async () => {
    const forgetIts = () => keepOnly((deal) => deal.organizationId !== organizationId).then(() => true);
    if (!(await unlessLocked(forgetIts, false))) await keepNone();
  });
}

/** Forgets all deals if the user or an administrator has turned remembering off. */
export function applyRemembering(): Promise<void> {
  return withLock(lockName, async () => {
    if (!(await readPreferences()).remembersDeals) await keepNone();
  });
}

async function keepNewest(max: number): Promise<void> {
  const all = (await Promise.all(allParts.map(readPart))).flatMap((part) => [...part.values()]);
  const oldest = all.map(({ seenAt }) => seenAt).sort((one, other) => other - one)[max - 1] ?? 0;
  await keepOnly(({ seenAt }) => seenAt >= oldest);
}

// Stores the parts that change together with the index, so that no reader sees one without the other.
async function keepOnly(isKept: (deal: KnownDeal) => boolean, parts = allParts): Promise<void> {
  const { counts, recent } = await knownDealIndex.read();
  const nextCounts = allParts.map((part) => counts[part] ?? 0);
  const removed = new Set<string>();
  const values: StoredValue[] = [];
  for (const part of parts) {
    const stored = [...(await readPart(part)).values()];
    const remaining = stored.filter(isKept);
    for (const deal of stored) if (!isKept(deal)) removed.add(deal.id);
    nextCounts[part] = remaining.length;
    if (remaining.length < stored.length) values.push([knownDeals(part), remaining]);
  }
  if (values.length === 0) return;
  await writeTogether([
    ...values,
    [knownDealIndex, { counts: nextCounts, recent: recent.filter((id) => !removed.has(id)) }],
  ]);
}

// Reads no deal, so that it works while the keys are locked.
async function keepNone(): Promise<void> {
  const names = await storedNames();
  const stored = allParts
    .map((part) => knownDeals(part))
    .filter(({ key }) => names.includes(locate(key).name));
  if (stored.length === 0) return;
  await writeTogether([
    ...stored.map((part) => [part, []] as const),
    [knownDealIndex, { counts: [], recent: [] }],
  ]);
}

async function readPart(part: number): Promise<Map<string, KnownDeal>> {
  const deals = (await knownDeals(part).read()).filter((deal) => deal !== null);
  return new Map(deals.map((deal) => [deal.id, deal]));
}

// Ids are random, so that the parts stay of about the same size.
function partOf(id: string): number {
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + letter.charCodeAt(0)) % 1_000_003;
  return sum % knownDealParts;
}

let cachedSearch: Promise<KnownSearch> | null = null;

// Reads all parts once, and again after they have changed, also by a worker before or by `makeRoom`.
function readSearch(): Promise<KnownSearch> {
  const { onChanged } = browser.storage.local;
  if (!onChanged.hasListener(forgetSearch)) {
    cachedSearch = null;
    onChanged.addListener(forgetSearch);
  }
  cachedSearch ??= Promise.all(allParts.map(readPart)).then((parts) =>
    createKnownSearch(parts.flatMap((part) => [...part.values()])),
  );
  cachedSearch.catch(() => {
    cachedSearch = null;
  });
  return cachedSearch;
}

function forgetSearch(changes: Record<string, unknown>): void {
  if (Object.keys(changes).some((name) => name.startsWith('known-deals'))) cachedSearch = null;
}

/** Finds known deals that match a text, without a request to Close; none while the keys are locked. */
export async function findKnownDeals({ typed }: Input<'deals.known'>): Promise<Result<DealList>> {
  if (await isLocked()) return success({ ...(await listOf([])), isKnownOnly: 'exact' });
  const { deals, isExact } = (await readSearch())(typed, maxFound);
  const words = wordsOf(typed);
  const byContact = deals.filter(
    ({ leadName, contactName }) =>
      !hasWords(leadName, words) && words.some((word) => hasWords(contactName, [word])),
  );
  return success({
    ...(await listOf(deals)),
    foundBy: Object.fromEntries(byContact.map(({ id, contactName }) => [id, contactName])),
    isKnownOnly: isExact ? 'exact' : 'similar',
  });
}

/** Returns the deals last opened or saved, latest first; none while the keys are locked. */
export async function readRecentDeals(): Promise<DealList> {
  if (await isLocked()) return listOf([]);
  const { recent } = await knownDealIndex.read();
  const deals = await Promise.all(recent.map(async (id) => (await readPart(partOf(id))).get(id)));
  return listOf(deals.filter((deal) => deal !== undefined).slice(0, maxShownRecent));
}

async function listOf(deals: readonly KnownDeal[]): Promise<DealList> {
  const { opportunities, pipelines } = toOpportunities(deals);
  const names = await organizationNames();
  return {
    leadName: '',
    opportunities,
    lastUsedId: '',
    catalog: { pipelines, customFields: [], readAt: 0 },
    ...names,
  };
}
