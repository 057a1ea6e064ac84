import type * as z from 'zod/mini';
import { hasWords, wordsOf } from '../find/words.ts';
import { type SearchMethod, searchMethods } from '../model/search-method.ts';
import { CloseError } from './errors.ts';
import type { OpportunityList } from './opportunities.ts';
import { readItems } from './read-items.ts';
import { toOpportunity } from './read-opportunity.ts';
import type { SendRequest } from './request.ts';
import { foundContactSchema, foundLeadSchema, listSchema, opportunitySchema } from './schemas.ts';
import { isNearMiss, leadQuery, readTyped, searchBody, type Typed } from './typed-search.ts';

export type FoundDeals = OpportunityList & {
  /** The way in which Close answered. */
  way: SearchMethod;
  /** By deal id: the text with the typed words, unless the lead's name has them. */
  foundBy: Record<string, string>;
};

type SearchOptions = {
  organizationId: string;
  /** The first way to try. */
  way: SearchMethod;
  signal?: AbortSignal | undefined;
};

export function searchRequests(request: SendRequest) {
  async function findLeads(
    typed: Typed,
    way: SearchMethod,
    signal: AbortSignal | undefined,
  ): Promise<z.infer<typeof listSchema>> {
    const schema = listSchema;
    if (way !== 'query-language')
      return request({ path: '/data/search/', search: searchBody(typed, way), schema, signal });
    const _fields = 'id,display_name,url,contacts,opportunities';
    const query = { query: leadQuery(typed), _fields, _limit: '20' };
    return request({ path: '/lead/', query, schema, signal });
  }

  /**
   * `POST /data/search/`, and if Close refuses that, `GET /lead/?query=…`: deals of the leads whose name, people, addresses
   * or notes match, in no particular order. The filters of `/opportunity/` would not search the name of a lead.
   */
  async function findOpportunities(text: string, options: SearchOptions): Promise<FoundDeals> {
    const { way, signal } = options;
    const typed = readTyped(text);
    if (!typed) return { opportunities: [], unreadable: 0, way, foundBy: {} };
    try {
      return { ...readFound(await findLeads(typed, way, signal), typed, options.organizationId), way };
    } catch (error) {
      const next = wayAfter(way, error);
      if (!next) throw error;
      return findOpportunities(text, { ...options, way: next });
    }
  }

  return { findOpportunities };
}

const refusals = ['invalid', 'plan-limit', 'forbidden-to-read', 'not-found'];

function wayAfter(way: SearchMethod, error: unknown): SearchMethod | undefined {
  if (!(error instanceof CloseError) || !refusals.includes(error.problem.kind)) return undefined;
  // Other words can only help if the request was understood and found to be wrong.
  if (error.problem.kind !== 'invalid') return way === 'query-language' ? undefined : 'query-language';
  return searchMethods[searchMethods.indexOf(way) + 1];
}

// Throws `CloseError` if leads come without their deals, which is documented for none of the requests.
function readFound(
  { data }: z.infer<typeof listSchema>,
  typed: Typed,
  organizationId: string,
): Omit<FoundDeals, 'way'> {
  const leads = readItems(foundLeadSchema, data);
  if (leads.items.length > 0 && leads.items.every(({ opportunities }) => opportunities === undefined))
    throw new CloseError({ kind: 'invalid' });
  const found: Omit<FoundDeals, 'way'> = { opportunities: [], unreadable: leads.unreadable, foundBy: {} };
  const words = wordsOf(typed.value);
  for (const { id, display_name, url, contacts, opportunities } of leads.items) {
    const name = display_name ?? '';
    const people = readItems(foundContactSchema, contacts ?? []).items.map((person) => ({
      name: person.name ?? person.display_name ?? '',
      emails: (person.emails ?? []).map(({ email }) => email ?? ''),
      phones: (person.phones ?? []).map(({ phone }) => phone ?? ''),
    }));
    if (isNearMiss(typed, { name, url: url ?? '', people })) continue;
    const usual = { lead_id: id, organization_id: organizationId, status_id: '', date_updated: '' };
    const { items, unreadable } = readItems(
      opportunitySchema,
      (opportunities ?? []).map((deal) => (isObject(deal) ? { ...usual, ...deal } : deal)),
    );
    found.unreadable += unreadable;
    const texts = people.flatMap((person) => [person.name, ...person.emails, ...person.phones]);
    for (const deal of items) {
      found.opportunities.push(toOpportunity({ ...deal, lead_name: deal.lead_name || name }));
      const match = [name, ...texts, deal.note ?? '', url ?? ''].find((text) => hasWords(text, words));
      if (match && match !== name) found.foundBy[deal.id] = cutNear(match, words);
    }
  }
  return found;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

// A note can have thousands of letters.
function cutNear(text: string, words: readonly string[]): string {
  const lines = text.split('\n');
  return (lines.find((line) => words.some((word) => hasWords(line, [word]))) ?? text).trim().slice(0, 120);
}
