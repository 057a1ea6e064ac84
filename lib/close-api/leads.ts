import { checkedId } from './checked-id.ts';
import type { SendRequest } from './request.ts';
import { leadSchema } from './schemas.ts';

export function leadRequests(request: SendRequest) {
  return {
    /** `GET /lead/{id}/`: the lead's name, for a lead without deals to take it from. */
    async readLeadName(leadId: string): Promise<string> {
      const path = `/lead/${checkedId('lead', leadId)}/` as const;
      const query = { _fields: 'id,display_name' };
      return (await request({ path, query, schema: leadSchema })).display_name ?? '';
    },
  };
}
