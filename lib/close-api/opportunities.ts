import type { Patch } from '../model/field-value.ts';
import type { AdviceKeys, Opportunity } from '../model/opportunity.ts';
import { decodeAttachment } from '../opportunity/attachments.ts';
import { asList } from '../opportunity/values.ts';
import { checkedId } from './checked-id.ts';
import { readAdvice } from './read-advice.ts';
import { readItems } from './read-items.ts';
import { toOpportunity } from './read-opportunity.ts';
import type { SendRequest } from './request.ts';
import { adviceSchema, listSchema, opportunitySchema } from './schemas.ts';

/** Deals of a list, and how many of it could not be read. */
export type OpportunityList = { opportunities: Opportunity[]; unreadable: number };

export function opportunityRequests(request: SendRequest) {
  return {
    /** `GET /opportunity/{id}/`: the deal as it is now. */
    async readOpportunity(opportunityId: string): Promise<Opportunity> {
      return toOpportunity(await request({ path: pathOf(opportunityId), schema: opportunitySchema }));
    },

    /**
     * `GET /opportunity/{id}/` with `_fields`: Close's advice, which may come only where it is named. Both keys are missing
     * in organizations that do not have it.
     */
    async readAdvice(opportunityId: string): Promise<AdviceKeys> {
      const query = { _fields: 'id,is_stalled,suggested_action' };
      const answer = await request({ path: pathOf(opportunityId), query, schema: adviceSchema });
      return answer.id === opportunityId ? readAdvice(answer) : {};
    },

    /** `PUT /opportunity/{id}/` with exactly these keys; the answer is the full deal and the truth. */
    async updateOpportunity(opportunityId: string, patch: Patch): Promise<Opportunity> {
      const { attachments } = patch;
      const files =
        attachments === undefined ? {} : { attachments: asList(attachments).map(decodeAttachment) };
      const body = { ...patch, ...files };
      return toOpportunity(await request({ path: pathOf(opportunityId), body, schema: opportunitySchema }));
    },

    /** `GET /opportunity/?lead_id=…`: a lead's deals, in no particular order. Lists lag writes by up to a minute. */
    async readLeadOpportunities(leadId: string): Promise<OpportunityList> {
      const query = { _limit: '200', lead_id: checkedId('lead', leadId) };
      const { data } = await request({ path: '/opportunity/', query, schema: listSchema });
      const { items, unreadable } = readItems(opportunitySchema, data);
      return { opportunities: items.map(toOpportunity), unreadable };
    },
  };
}

function pathOf(opportunityId: string) {
  return `/opportunity/${checkedId('oppo', opportunityId)}/` as const;
}
