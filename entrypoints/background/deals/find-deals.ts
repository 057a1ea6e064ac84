import type { CloseClient } from '../../../lib/close-api/client.ts';
import type { FoundDeals, SearchOptions } from '../../../lib/close-api/deal-search.ts';
import { CloseError } from '../../../lib/close-api/errors.ts';
import type { DealList, Input } from '../../../lib/messaging/contract.ts';
import type { Connection } from '../../../lib/model/connection.ts';
import { type Result, success } from '../../../lib/model/result.ts';
import { orderOpportunities } from '../../../lib/opportunity/order.ts';
import { connections, searchMethod } from '../../../lib/storage/items.ts';
import { readAccess } from '../close/access.ts';
import { readCatalog } from '../close/catalog.ts';
import { organizationNames, rememberOrganizations } from '../close/organization-lookup.ts';
import { rememberDeals } from './known-deals.ts';

/** Searches in flight by id. A search of a worker that has died needs no cancelling. */
const inFlight = new Map<string, AbortController>();

/** Finds deals that match a text in every connected organization, active ones first, then by latest update. */
export async function findDeals({ query, id }: Input<'deals.find'>): Promise<Result<DealList>> {
  const cancel = new AbortController();
  inFlight.set(id, cancel);
  try {
    const { signal } = cancel;
    return success(
      await findInAll((close, options) => close.findOpportunities(query, { ...options, signal })),
    );
  } finally {
    inFlight.delete(id);
  }
}

/** Cancels a search whose answer is no longer wanted, with its requests to Close. */
export async function cancelSearch({ id }: Input<'search.cancel'>): Promise<Result<null>> {
  inFlight.get(id)?.abort();
  return success(null);
}

type Find = (
  close: CloseClient,
  options: Pick<SearchOptions, 'organizationId' | 'way'>,
) => Promise<FoundDeals>;

/** Runs a search in every connected organization. Throws `CloseError` if none answers. */
export async function findInAll(find: Find): Promise<DealList> {
  const list = await connections.read();
  const unanswered: string[] = [];
  let problem: unknown = new CloseError({ kind: 'not-connected' });
  const answers = await Promise.all(
    list.map((connection) =>
      findIn(connection, find).catch((error: unknown) => {
        problem = error;
        unanswered.push(connection.organizationName);
        return null;
      }),
    ),
  );
  const [first, ...others] = answers.filter((answer) => answer !== null);
  if (!first) throw problem;
  const all = [first, ...others];
  // Status ids are unique across organizations, so their pipelines fit in one list.
  const catalog = { ...first.catalog, pipelines: all.flatMap((each) => each.catalog.pipelines) };
  const opportunities = orderOpportunities(
    all.flatMap(({ found }) => found.opportunities),
    catalog.pipelines,
  );
  await rememberOrganizations(opportunities);
  void rememberDeals(opportunities);
  return {
    leadName: '',
    opportunities,
    unreadable: all.reduce((sum, { found }) => sum + found.unreadable, 0),
    foundBy: Object.assign({}, ...all.map(({ found }) => found.foundBy)),
    catalog,
    lastUsedId: '',
    unanswered,
    ...(await organizationNames()),
  };
}

async function findIn({ organizationId }: Connection, find: Find) {
  const [access, way] = await Promise.all([readAccess(organizationId), searchMethod(organizationId).read()]);
  const [found, catalog] = await Promise.all([
    find(access.close, { organizationId, way }),
    readCatalog(access),
  ]);
  // The next search begins with the way that worked, because every refused request would count.
  if (found.way !== way) await searchMethod(organizationId).write(found.way);
  return { found, catalog };
}
