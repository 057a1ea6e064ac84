import type { CustomField } from '../model/custom-field.ts';
import type { Patch } from '../model/field-value.ts';
import type { Opportunity } from '../model/opportunity.ts';
import type { Pipeline } from '../model/pipeline.ts';
import { decodeAttachment } from '../opportunity/attachments.ts';
import { asList } from '../opportunity/values.ts';
import { CloseError } from './errors.ts';
import { toOpportunity } from './read-opportunity.ts';
import { requestClose } from './request.ts';
import {
  customFieldsSchema,
  leadListSchema,
  leadSchema,
  meSchema,
  opportunityListSchema,
  opportunitySchema,
  pipelinesSchema,
} from './schemas.ts';

/** Who a key belongs to and the organisations it opens, the first being the key's own. */
export type Identity = {
  userId: string;
  userName: string;
  organizations: { id: string; name: string; currency: string; roleId: string; editsOthers?: boolean }[];
};

/** `GET /me/`: checks a key. */
export async function readIdentity(authorization: string): Promise<Identity> {
  const me = await requestClose({ authorization, path: '/me/', schema: meSchema });
  const name = [me.first_name, me.last_name].filter(Boolean).join(' ');
  return {
    userId: me.id,
    userName: name || me.email || me.id,
    organizations: me.organizations.map(({ id, name: organizationName, currency }) => {
      const membership = me.memberships?.find((each) => each.organization_id === id);
      const rights = membership?.permissions_granted;
      return {
        id,
        name: organizationName,
        currency: currency ?? 'USD',
        roleId: membership?.role_id ?? '',
        ...(rights && { editsOthers: rights.includes('manage_others_opportunities') }),
      };
    }),
  };
}

/** `GET /pipeline/`: pipelines and their statuses in the order of Close's own screens. */
export async function readPipelines(authorization: string): Promise<Pipeline[]> {
  return (await requestClose({ authorization, path: '/pipeline/', schema: pipelinesSchema })).data;
}

/** `GET /custom_field_schema/opportunity/`: own and shared custom fields in screen order. */
export async function readCustomFields(authorization: string): Promise<CustomField[]> {
  const { fields } = await requestClose({
    authorization,
    path: '/custom_field_schema/opportunity/',
    schema: customFieldsSchema,
  });
  return fields.items.map((field) => ({
    id: field.id,
    name: field.name,
    type: field.type,
    description: field.description ?? '',
    choices: field.choices ?? [],
    isMultiple: field.accepts_multiple_values ?? false,
    // Where neither list is there, Close decides.
    editableWithRoles:
      field.associations?.find(({ object_type }) => object_type === 'opportunity')?.editable_with_roles ??
      field.editable_with_roles ??
      [],
    isConverting: Boolean(field.converting_to_type),
  }));
}

/** `GET /opportunity/{id}/`: the deal as it is now. */
export async function readOpportunity(authorization: string, opportunityId: string): Promise<Opportunity> {
  const path = opportunityPath(opportunityId);
  return toOpportunity(await requestClose({ authorization, path, schema: opportunitySchema }));
}

/** `PUT /opportunity/{id}/` with exactly these keys; the answer is the full deal and the truth. */
export async function writeOpportunity(
  authorization: string,
  opportunityId: string,
  patch: Patch,
): Promise<Opportunity> {
  const path = opportunityPath(opportunityId);
  const { attachments } = patch;
  const files = attachments === undefined ? {} : { attachments: asList(attachments).map(decodeAttachment) };
  const body = { ...patch, ...files };
  return toOpportunity(await requestClose({ authorization, path, body, schema: opportunitySchema }));
}

/** Deals of a list, and how many of it could not be read. */
export type OpportunityList = { opportunities: Opportunity[]; unreadable: number };

/** A lead's deals, in no particular order. Lists lag writes by up to a minute. */
export async function readLeadOpportunities(authorization: string, leadId: string): Promise<OpportunityList> {
  const { data } = await requestClose({
    authorization,
    path: '/opportunity/',
    query: { _limit: '200', lead_id: checkedId('lead', leadId) },
    schema: opportunityListSchema,
  });
  return { opportunities: data.items.map(toOpportunity), unreadable: data.unreadable };
}

/**
 * Deals of the leads whose text matches, such as a company or a person, latest first. `query` of `/opportunity/` would
 * search only a deal's own properties, never the name of its lead.
 */
export async function findOpportunities(authorization: string, typed: string): Promise<OpportunityList> {
  const words = typed.split(/[\s"\\]+/).filter(Boolean);
  if (words.length === 0) return { opportunities: [], unreadable: 0 };
  const { data } = await requestClose({
    authorization,
    path: '/lead/',
    // In double quotes, operators of Close's query language are plain text.
    query: { query: `"${words.join(' ')}"`, _fields: 'id,display_name,opportunities', _limit: '20' },
    schema: leadListSchema,
  });
  const found: OpportunityList = { opportunities: [], unreadable: data.unreadable };
  for (const { display_name, opportunities } of data.items) {
    for (const deal of opportunities?.items ?? []) {
      found.opportunities.push(toOpportunity({ ...deal, lead_name: deal.lead_name || display_name }));
    }
    found.unreadable += opportunities?.unreadable ?? 0;
  }
  found.opportunities.sort((one, other) => Date.parse(other.updatedAt) - Date.parse(one.updatedAt));
  return found;
}

/** The lead's name, for a lead without deals to take it from. */
export async function readLeadName(authorization: string, leadId: string): Promise<string> {
  const id = checkedId('lead', leadId);
  const query = { _fields: 'id,display_name' };
  const lead = await requestClose({ authorization, path: `/lead/${id}/`, query, schema: leadSchema });
  return lead.display_name ?? '';
}

function opportunityPath(id: string): `/${string}/` {
  return `/opportunity/${checkedId('oppo', id)}/`;
}

/**
 * An id that becomes part of a path: nothing but its own alphabet may get there, else it throws `CloseError`. Close
 * promises no length, so none is asked.
 */
export function checkedId(prefix: 'oppo' | 'lead' | 'orga', id: string): string {
  if (!new RegExp(`^${prefix}_[0-9A-Za-z]{1,100}$`).test(id)) throw new CloseError({ kind: 'wrong-deal' });
  return id;
}
