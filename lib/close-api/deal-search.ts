import type * as z from 'zod/mini';
import { cutText } from '../base/cut-text.ts';
import { domainOf, normalizeMailAddress } from '../detection/mail-addresses.ts';
import { hasWords, wordsOf } from '../find/words.ts';
import type { PagePeople } from '../model/page-people.ts';
import { type SearchMethod, searchMethods } from '../model/search-method.ts';
import { CloseError } from './errors.ts';
import type { OpportunityList } from './opportunities.ts';
import { readItems } from './read-items.ts';
import { toOpportunity } from './read-opportunity.ts';
import type { SendRequest } from './request.ts';
import { foundContactSchema, foundLeadSchema, listSchema, opportunitySchema } from './schemas.ts';
import {
  isNearMiss,
  leadQuery,
  peopleBody,
  peopleQuery,
  readTyped,
  type SearchedLead,
  searchBody,
} from './typed-search.ts';

export type FoundDeals = OpportunityList & {
  /** The way in which Close answered. */
  way: SearchMethod;
  /** By deal id: the text with the typed words, unless the lead's name has them. */
  foundBy: Record<string, string>;
};

export type SearchOptions = {
  organizationId: string;
  /** The first way to try. */
  way: SearchMethod;
  signal?: AbortSignal | undefined;
};

/** One search: its words in both of Close's languages, and which of the leads and deals that Close answers with it finds. */
type LeadSearch = {
  body(way: SearchMethod): Record<string, unknown>;
  query: string;
  /** Returns the text of a deal of this lead that shows why it was found, "" for the lead's name, null for a near miss. */
  findIn(lead: SearchedLead, note: string): string | null;
};

export function searchRequests(request: SendRequest) {
  async function findLeads(
    { body, query }: LeadSearch,
    way: SearchMethod,
    signal: AbortSignal | undefined,
  ): Promise<z.infer<typeof listSchema>> {
    const schema = listSchema;
    if (way !== 'query-language')
      return request({ path: '/data/search/', search: body(way), schema, signal });
    const _fields = 'id,display_name,url,contacts,opportunities';
    return request({ path: '/lead/', query: { query, _fields, _limit: '20' }, schema, signal });
  }

  async function find(search: LeadSearch, options: SearchOptions): Promise<FoundDeals> {
    const { way, signal } = options;
    try {
      return { ...readFound(await findLeads(search, way, signal), search, options.organizationId), way };
    } catch (error) {
      const next = wayAfter(way, error);
      if (!next) throw error;
      return find(search, { ...options, way: next });
    }
  }

  return {
    /**
     * `POST /data/search/`, and if Close refuses that, `GET /lead/?query=…`: deals of the leads whose name, people, addresses
     * or notes match, in no particular order. The filters of `/opportunity/` would not search the name of a lead.
     */
    async findOpportunities(text: string, options: SearchOptions): Promise<FoundDeals> {
      const typed = readTyped(text);
      if (!typed) return { opportunities: [], unreadable: 0, way: options.way, foundBy: {} };
      const words = wordsOf(typed.value);
      const search: LeadSearch = {
        body: (way) => searchBody(typed, way),
        query: leadQuery(typed),
        findIn(lead, note) {
          if (isNearMiss(typed, lead)) return null;
          const { name, url, people } = lead;
          const texts = people.flatMap((person) => [person.name, ...person.emails, ...person.phones]);
          const match = [name, ...texts, note, url].find((each) => hasWords(each, words));
          return match && match !== name ? cutNear(match, words) : '';
        },
      };
      return find(search, options);
    },

    /** The same for the deals of the leads that have one of these mail addresses or domains; `foundBy` holds which. */
    findOpportunitiesOfPeople(people: PagePeople, options: SearchOptions): Promise<FoundDeals> {
      const search: LeadSearch = {
        body: () => peopleBody(people),
        query: peopleQuery(people),
        findIn: (lead) => findPerson(people, lead),
      };
      return find(search, options);
    },
  };
}

// Compares again, because Close also matches single words of addresses.
function findPerson({ addresses, domains }: PagePeople, { url, people }: SearchedLead): string | null {
  const emails = people.flatMap((person) => person.emails.map(normalizeMailAddress));
  const ownDomains = [url.replace(/^\w+:\/\//, '').replace(/[/?#:].*$/, ''), ...emails].map(domainOf);
  const isSame = (address: string) =>
    emails.some(
      (email) =>
        email.replace(/@.*/, '') === address.replace(/@.*/, '') && domainOf(email) === domainOf(address),
    );
  return addresses.find(isSame) ?? domains.find((domain) => ownDomains.includes(domain)) ?? null;
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
  search: LeadSearch,
  organizationId: string,
): Omit<FoundDeals, 'way'> {
  const leads = readItems(foundLeadSchema, data);
  if (leads.items.length > 0 && leads.items.every(({ opportunities }) => opportunities === undefined))
    throw new CloseError({ kind: 'invalid' });
  const found: Omit<FoundDeals, 'way'> = { opportunities: [], unreadable: leads.unreadable, foundBy: {} };
  for (const { id, display_name, url, contacts, opportunities } of leads.items) {
    const name = display_name ?? '';
    const people = readItems(foundContactSchema, contacts ?? []).items.map((person) => ({
      name: person.name ?? person.display_name ?? '',
      emails: (person.emails ?? []).map(({ email }) => email ?? ''),
      phones: (person.phones ?? []).map(({ phone }) => phone ?? ''),
    }));
    const lead = { name, url: url ?? '', people };
    if (search.findIn(lead, '') === null) continue;
    const usual = { lead_id: id, organization_id: organizationId, status_id: '', date_updated: '' };
    const { items, unreadable } = readItems(
      opportunitySchema,
      (opportunities ?? []).map((deal) => (isObject(deal) ? { ...usual, ...deal } : deal)),
    );
    found.unreadable += unreadable;
    for (const deal of items) {
      found.opportunities.push(toOpportunity({ ...deal, lead_name: deal.lead_name || name }));
      const match = search.findIn(lead, deal.note ?? '');
      if (match) found.foundBy[deal.id] = match;
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
  const found = lines.find((line) => words.some((word) => hasWords(line, [word]))) ?? text;
  return cutText(found.trim(), 120);
}
