import * as z from 'zod/mini';
import type { FieldsChange, PastChanges, StatusChange } from '../model/deal-history.ts';
import type { Values } from '../model/field-value.ts';
import { momentMs } from '../opportunity/dates.ts';
import { checkedId } from './checked-id.ts';
import { readableName } from './names.ts';
import { readItems } from './read-items.ts';
import { isFieldValue } from './read-opportunity.ts';
import type { SendRequest } from './request.ts';

// Everything but the ids may be missing or odd, and an entry is still worth showing without it.
const text = z.catch(z.optional(z.nullable(z.string())), undefined);
const values = z.catch(z.record(z.string(), z.unknown()), {});
const isSet = z.catch(z.unknown(), undefined);

const answerSchema = z.object({ data: z.array(z.unknown()), has_more: isSet, cursor_next: isSet });

const statusChangeSchema = z.object({
  id: z.string(),
  opportunity_id: text,
  old_status_id: z.string(),
  old_status_label: text,
  new_status_id: z.string(),
  new_status_label: text,
  user_id: text,
  user_name: text,
  activity_at: text,
  date_created: text,
});

const eventSchema = z.object({
  id: z.string(),
  action: text,
  object_id: text,
  user_id: text,
  changed_fields: z.array(z.string()),
  previous_data: values,
  data: values,
  date_created: text,
});

export function historyRequests(request: SendRequest) {
  return {
    /** `GET /activity/status_change/opportunity/?opportunity_id=…`: the changes of a deal's status. */
    async readStatusChanges(opportunityId: string): Promise<PastChanges<StatusChange>> {
      const path = '/activity/status_change/opportunity/';
      const query = { opportunity_id: checkedId('oppo', opportunityId), _limit: '100' };
      const { data, has_more } = await request({ path, query, schema: answerSchema });
      const changes = readItems(statusChangeSchema, data).items.flatMap((item) => {
        const at = readMoment(item.activity_at) ?? readMoment(item.date_created);
        const isOfOther = item.opportunity_id && item.opportunity_id !== opportunityId;
        if (at === undefined || isOfOther) return [];
        return {
          ...{ id: item.id, at, userId: item.user_id ?? '', userName: readableName(item.user_name) },
          from: { id: item.old_status_id, label: readableName(item.old_status_label) },
          to: { id: item.new_status_id, label: readableName(item.new_status_label) },
        };
      });
      return { changes, hasMore: has_more === true };
    },

    /** `GET /event/?object_type=opportunity&object_id=…`: what changed in a deal in the last 30 days. */
    async readFieldsChanges(opportunityId: string): Promise<PastChanges<FieldsChange>> {
      const query = { object_type: 'opportunity', object_id: checkedId('oppo', opportunityId) };
      const { data, cursor_next } = await request({ path: '/event/', query, schema: answerSchema });
      const changes = readItems(eventSchema, data).items.flatMap((item) => {
        const at = readMoment(item.date_created);
        const isOfOther = item.object_id && item.object_id !== opportunityId;
        if (at === undefined || isOfOther || item.action !== 'updated') return [];
        const fields = item.changed_fields;
        const before = readValues(item.previous_data, fields);
        const after = readValues(item.data, fields);
        return { id: item.id, at, userId: item.user_id ?? '', fields, before, after };
      });
      return { changes, hasMore: Boolean(cursor_next) };
    },
  };
}

// Events have their moments without an offset, in UTC.
function readMoment(moment: string | null | undefined): number | undefined {
  return moment ? (momentMs(moment) ?? momentMs(`${moment}Z`)) : undefined;
}

function readValues(all: Record<string, unknown>, fields: readonly string[]): Values {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const value = Object.hasOwn(all, field) ? all[field] : undefined;
      return isFieldValue(value) ? [[field, value]] : [];
    }),
  );
}
