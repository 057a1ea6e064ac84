import { checkedId } from './checked-id.ts';
import type { OpportunityList } from './opportunities.ts';
import { readItems } from './read-items.ts';
import { toOpportunity } from './read-opportunity.ts';
import type { SendRequest } from './request.ts';
import { leadSchema, leadWithDealsSchema, listSchema, opportunitySchema } from './schemas.ts';

export function leadRequests(request: SendRequest) {
  return {
    /** `GET /lead/{id}/`: the lead's name, for a lead without deals to take it from. */
    async readLeadName(leadId: string): Promise<string> {
      const path = `/lead/${checkedId('lead', leadId)}/` as const;
      const query = { _fields: 'id,display_name' };
      return (await request({ path, query, schema: leadSchema })).display_name ?? '';
    },

    /**
     * `GET /lead/?query=…`: deals of the leads whose text matches, such as a company or a person, latest first. `query` of
     * `/opportunity/` would search only a deal's own properties, never the name of its lead.
     */
    async findOpportunities(typed: string): Promise<OpportunityList> {
      const words = typed.split(/[\s"\\]+/).filter(Boolean);
      if (words.length === 0) return { opportunities: [], unreadable: 0 };
      const { data } = await request({
        path: '/lead/',
        // In double quotes, operators of Close's query language are plain text.
        query: { query: `"${words.join(' ')}"`, _fields: 'id,display_name,opportunities', _limit: '20' },
        schema: listSchema,
      });
      const leads = readItems(leadWithDealsSchema, data);
      const found: OpportunityList = { opportunities: [], unreadable: leads.unreadable };
      for (const { display_name, opportunities } of leads.items) {
        const { items, unreadable } = readItems(opportunitySchema, opportunities ?? []);
        for (const deal of items) {
          found.opportunities.push(toOpportunity({ ...deal, lead_name: deal.lead_name || display_name }));
        }
        found.unreadable += unreadable;
      }
      found.opportunities.sort((one, other) => Date.parse(other.updatedAt) - Date.parse(one.updatedAt));
      return found;
    },
  };
}
