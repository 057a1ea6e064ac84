import type { Lead, World } from '../types.ts';
import { type Caller, findLead } from './access.ts';
import { type Answer, type ApiRequest, ok } from './answer.ts';
import { describeLead } from './describe.ts';
import { answerOpportunity } from './opportunity-answer.ts';
import { pageOf } from './paging.ts';
import { matchesQuery } from './query-terms.ts';
import { selectFields } from './select-fields.ts';

/** GET /lead/: leads that match `query`; the deals are whole and come as lists see them, which may lag behind. */
export function listLeads(world: World, caller: Caller, { query }: ApiRequest): Answer {
  const wanted = query.get('query');
  const leads = [...world.leads.values()]
    .filter((lead) => findLead(world, caller, lead.id))
    .filter((lead) => wanted === null || matchesLead(lead, wanted));
  const page = pageOf(leads, query);
  if ('refusal' in page) return page.refusal;
  return ok({
    ...page,
    data: page.data.map((lead) => selectFields(answerLead(world, lead), query)),
    total_results: leads.length,
  });
}

/** A lead with its deals. */
export function answerLead(world: World, lead: Lead): Record<string, unknown> {
  const deals = [...(world.laggingOpportunities ?? world.opportunities).values()];
  const opportunities = deals
    .filter(({ leadId }) => leadId === lead.id)
    .map((opportunity) => answerOpportunity(world, opportunity));
  return { ...describeLead(lead), opportunities };
}

function matchesLead(lead: Lead, query: string): boolean {
  const emails = lead.contacts.map(({ email }) => email).join(' ');
  const byKey: Record<string, string> = {
    ...{ id: lead.id, name: lead.name, company: lead.name, description: lead.description },
    ...{ email: emails, email_address: emails, url: lead.url },
    phone_number: lead.contacts.map(({ phone }) => phone).join(' '),
  };
  const people = lead.contacts.map(({ name, title }) => `${name} ${title}`);
  const everything = [lead.name, lead.description, emails, ...people].join('\n');
  return matchesQuery(query, ({ key, text }) => {
    const searched = key === undefined ? everything : (byKey[key] ?? '');
    return searched.toLocaleLowerCase().includes(text);
  });
}
