import type { Patch } from '../model/field-value.ts';
import type { AdviceKeys, Opportunity } from '../model/opportunity.ts';
import { decodeAttachment } from '../opportunity/attachments.ts';
import { asList } from '../opportunity/values.ts';
import { checkedId } from './checked-id.ts';
import { readAdvice } from './read-advice.ts';
import { readItems } from './read-items.ts';
import { toOpportunity } from './read-opportunity.ts';
import type { SendRequest } from './request.ts';
import { adviceSchema, listSchema, opportunitySchema, pageSchema } from './schemas.ts';

/** Deals of a list, and how many of it could not be read. */
export type OpportunityList = { opportunities: Opportunity[]; unreadable: number };

/** One page of a user's active deals. */
export type OpenOpportunities = OpportunityList & {
  /** Number of deals to skip for the next page, null after the last one. */
  next: number | null;
};

/** Largest page that Close gives. */
const pageSize = 200;

// Named, because Close leaves optional keys such as `is_stalled` out otherwise.
const listedKeys = [
  ...['id', 'lead_id', 'lead_name', 'organization_id', 'status_id', 'date_created', 'date_updated'],
  ...['confidence', 'value', 'value_period', 'value_currency', 'value_formatted', 'note', 'note_html'],
  ...['date_won', 'user_id', 'user_name', 'contact_id', 'contact_name', 'updated_by', 'updated_by_name'],
  ...['is_stalled', 'suggested_action', 'custom'],
].join(',');

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

    /**
     * `GET /opportunity/?user_id=…&status_type=active`: a page of a user's active deals by close date. Close documents
     * `custom` in `_fields` for leads only: if no deal has a custom field although the organization has some, the page
     * is read once more with all keys.
     */
    async readOpenOpportunities(
      userId: string,
      skip: number,
      hasCustomFields: boolean,
    ): Promise<OpenOpportunities> {
      const filter = { user_id: checkedId('user', userId), status_type: 'active', _order_by: 'date_won' };
      const query = { ...filter, _limit: String(pageSize), _skip: String(skip) };
      const path = '/opportunity/';
      const page = await request({ path, query: { ...query, _fields: listedKeys }, schema: pageSchema });
      let { items, unreadable } = readItems(opportunitySchema, page.data);
      const isWithoutCustom = items.every(
        (item) => !Object.keys(item).some((key) => key.startsWith('custom.')),
      );
      if (hasCustomFields && isWithoutCustom && page.data.length > 0) {
        const whole = readItems(opportunitySchema, (await request({ path, query, schema: pageSchema })).data);
        const listed = new Map(items.map((item) => [item.id, item]));
        items = whole.items.map((item) => ({ ...item, ...listed.get(item.id) }));
        unreadable = whole.unreadable;
      }
      const next = page.has_more === true && page.data.length > 0 ? skip + page.data.length : null;
      // Filtered here too, in case Close ignores the filter.
      const own = items.map(toOpportunity).filter(({ values }) => values.user_id === userId);
      return { opportunities: own, unreadable, next };
    },
  };
}

function pathOf(opportunityId: string) {
  return `/opportunity/${checkedId('oppo', opportunityId)}/` as const;
}
