import * as z from 'zod/mini';

// Close's answers, as narrow as the product needs. Optional keys may be missing, unknown ones are welcome.
const text = z.optional(z.nullable(z.string()));
const number = z.optional(z.nullable(z.number()));
/** Its items are read one by one, with `readItems`. */
const list = z.array(z.unknown());

export const pipelinesSchema = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      statuses: z.array(
        z.object({
          id: z.string(),
          label: z.string(),
          // A type Close adds later must not hide the whole pipeline.
          type: z.catch(z.enum(['active', 'won', 'lost']), 'active'),
        }),
      ),
    }),
  ),
});

const roles = z.optional(z.nullable(z.array(z.string())));

export const customFieldsSchema = z.object({ fields: list });

export const customFieldSchema = z.object({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  description: text,
  choices: z.optional(z.nullable(z.array(z.string()))),
  accepts_multiple_values: z.optional(z.nullable(z.boolean())),
  editable_with_roles: roles,
  // A shared field has its roles here, once for each kind of object it is shared with.
  associations: z.optional(z.nullable(z.array(z.object({ object_type: text, editable_with_roles: roles })))),
  converting_to_type: text,
});

export const meSchema = z.object({
  id: z.string(),
  first_name: text,
  last_name: text,
  email: text,
  organizations: z.array(z.object({ id: z.string(), name: z.string(), currency: text })),
  memberships: z.optional(
    z.array(
      z.object({
        organization_id: z.string(),
        role_id: text,
        permissions_granted: z.optional(z.nullable(z.array(z.string()))),
      }),
    ),
  ),
});

// `catchall` keeps the `custom.cf_…` keys, of which there is one per field that has a value.
export const opportunitySchema = z.catchall(
  z.object({
    id: z.string(),
    lead_id: z.string(),
    organization_id: z.string(),
    status_id: z.string(),
    date_created: z.catch(text, undefined),
    date_updated: z.string(),
    confidence: number,
    value: number,
    value_period: text,
    value_currency: text,
    value_formatted: text,
    note: text,
    note_html: text,
    attachments: z.optional(z.nullable(z.array(z.object({ filename: text, url: text, content_type: text })))),
    date_won: text,
    user_id: text,
    user_name: text,
    contact_id: text,
    contact_name: text,
    lead_name: text,
    updated_by: text,
    updated_by_name: text,
  }),
  z.unknown(),
);

// Its keys are read one by one, because their shapes may change without warning.
export const adviceSchema = z.catchall(z.object({ id: z.string() }), z.unknown());

export const listSchema = z.object({ data: list });

export const pageSchema = z.object({
  data: list,
  has_more: z.catch(z.optional(z.boolean()), undefined),
});

export const leadSchema = z.object({ id: z.string(), display_name: text });

export const foundLeadSchema = z.object({
  id: z.string(),
  display_name: z.catch(text, undefined),
  url: z.catch(text, undefined),
  contacts: z.catch(z.optional(z.nullable(list)), undefined),
  opportunities: z.optional(z.nullable(list)),
});

const addresses = z.catch(z.optional(z.nullable(z.array(z.object({ email: text, phone: text })))), undefined);

export const foundContactSchema = z.object({
  name: text,
  display_name: text,
  emails: addresses,
  phones: addresses,
});

export const usersSchema = z.object({ data: list, has_more: z.optional(z.boolean()) });

export const userSchema = z.object({ id: z.string(), first_name: text, last_name: text, email: text });

export const formerMembersSchema = z.object({
  inactive_memberships: z.optional(
    z.nullable(z.array(z.object({ user_id: z.string(), user_full_name: text }))),
  ),
});

export const leadContactsSchema = z.object({ contacts: z.optional(z.nullable(list)) });

export const contactSchema = z.object({ id: z.string(), display_name: text, name: text });

export type OpportunityAnswer = z.infer<typeof opportunitySchema>;
