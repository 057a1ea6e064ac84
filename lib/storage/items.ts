import * as z from 'zod/mini';
import { places } from '../detection/references.ts';
import { valuesSchema } from '../opportunity/value-schema.ts';
import { operationSchema } from '../outbox/operation.ts';
import { problemSchema } from '../problem.ts';
import { partByPart, stored } from './stored.ts';

// Every stored thing of the extension, with its area, shape and lifetime. `local` stays on this device until it is
// removed, `session` lives in memory until the browser closes. Both are closed to content scripts.

const connectionSchema = z.object({
  organizationId: z.string(),
  organizationName: z.string(),
  currency: z.string(),
  userId: z.string(),
  userName: z.string(),
  roleId: z.string(),
});
export type Connection = z.infer<typeof connectionSchema>;

/** Organisations that are connected, the default one first. Nothing secret. */
export const connections = stored('local:connections', z.array(connectionSchema), []);

/** The API key of an organisation. Read by the background alone, until the user disconnects. */
export const apiKey = (organizationId: string) =>
  stored<string | null>(`local:key:${organizationId}`, z.nullable(z.string()), null);

/** What was pasted into the options page, on its way to the background; taken and removed at once. */
export const pastedKey = stored('session:pasted-key', z.string(), '');

const pipelineSchema = z.object({
  id: z.string(),
  name: z.string(),
  statuses: z.array(z.object({ id: z.string(), label: z.string(), type: z.enum(['active', 'won', 'lost']) })),
});
const customFieldSchema = z.object({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  description: z.string(),
  choices: z.array(z.string()),
  isMultiple: z.boolean(),
  editableWithRoles: z.array(z.string()),
  isConverting: z.boolean(),
});
const catalogSchema = z.object({
  pipelines: z.array(pipelineSchema),
  customFields: z.array(customFieldSchema),
  /** Epoch milliseconds. */
  readAt: z.number(),
});
export type Catalog = z.infer<typeof catalogSchema>;

/** An organisation's pipelines and custom fields, for 15 minutes. */
export const catalog = (organizationId: string) =>
  stored<Catalog | null>(`session:catalog:${organizationId}`, z.nullable(catalogSchema), null);

const knownUsersSchema = z.object({
  users: z.array(z.object({ id: z.string(), name: z.string() })),
  /** Epoch milliseconds. */
  readAt: z.number(),
});

/** An organisation's users, for 15 minutes; read only once somebody opens a field that names one. */
export const knownUsers = (organizationId: string) =>
  stored(`session:users:${organizationId}`, z.nullable(knownUsersSchema), null);

/** The pipelines that the context menu shows, kept so that it can be built before anything is read. */
export const menuPipelines = stored('local:menu-pipelines', z.array(pipelineSchema), []);

/** What the menu was last built from; gone with the browser session or a reload, as the menu itself may be. */
export const builtMenu = stored('session:built-menu', z.string(), '');

export const referenceSchema = z.object({
  kind: z.enum(['opportunity', 'lead']),
  id: z.string().check(z.regex(/^(oppo|lead)_[0-9A-Za-z]{43}$/)),
  foundIn: z.enum(places),
});
export const referencesSchema = z.array(referenceSchema).check(z.maxLength(50));

const intentSchema = z.object({
  reference: z.nullable(referenceSchema),
  /** A change to carry out once the deal is clear, by the keys of Close's PUT. */
  patch: z.nullable(valuesSchema),
  /** A text to look for, "" where there is none. */
  find: z.string(),
  /** Epoch milliseconds. Somebody who opens the popup much later does not mean that click any more. */
  expiresAt: z.number(),
});
export type Intent = z.infer<typeof intentSchema>;

/** What a menu click or the address bar asked for, for the popup that opens on that tab; taken once. */
export const intent = (tabId: number) =>
  stored<Intent | null>(`session:intent:${tabId}`, z.nullable(intentSchema), null);

export const pinsSchema = z.record(z.string(), z.array(z.string().check(z.maxLength(100))));
export type Pins = z.infer<typeof pinsSchema>;

/** The fields that stand in the first view, in their order, by pipeline id. Keys only, nothing of a customer. */
export const pins = stored('local:pins', pinsSchema, {});

export const preferencesSchema = z.object({
  /** A click on a status or a confidence is collected in the draft and is not saved at once. */
  asksBeforeSaving: z.boolean(),
});
export type Preferences = z.infer<typeof preferencesSchema>;

const usualPreferences: Preferences = { asksBeforeSaving: false };

/** What the user prefers. */
export const preferences = stored(
  'local:preferences',
  partByPart(preferencesSchema, usualPreferences),
  usualPreferences,
);

/** Stands for all origins where the user wants no chip anywhere. */
export const everywhere = '*';

/** Origins whose pages show no chip, by the user's wish. */
export const chipHiddenOn = stored('local:chip-hidden-on', z.array(z.string()), []);

const knownDealSchema = z.object({ opportunityId: z.string(), leadId: z.string(), words: z.string() });

/** What the chip says of the deals that the user has opened lately, the latest first. */
export const knownDeals = stored('session:known-deals', z.array(knownDealSchema), []);

/** The token that the in-page card of a tab has to show, taken once. `until` in epoch milliseconds. */
export const cardToken = (tabId: number) =>
  stored(`session:card-token:${tabId}`, z.nullable(z.object({ token: z.string(), until: z.number() })), null);

export const draftSchema = z.object({
  opportunityId: z.string(),
  organizationId: z.string(),
  leadName: z.string(),
  /** What the user saw in the touched fields. */
  base: valuesSchema,
  entries: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
  /** An edit that could not be sent within a day, by the keys of Close's PUT. */
  unsent: valuesSchema,
  savedAt: z.number(),
});
export type Draft = z.infer<typeof draftSchema>;

/** Typed changes of a deal that were not saved yet, for 30 days. */
export const draft = (opportunityId: string) =>
  stored<Draft | null>(`local:draft:${opportunityId}`, z.nullable(draftSchema), null);

/** Ids of the operations in the outbox, oldest first; one key for each, so that one damaged record harms no other. */
export const outboxIndex = stored('local:outbox', z.array(z.string()), []);
export const outboxRecord = (id: string) => stored(`local:outbox:${id}`, z.nullable(operationSchema), null);
/** What can still be told of a record that is damaged. */
export const outboxRemains = (id: string) =>
  stored(`local:outbox:${id}`, z.object({ leadName: z.string() }), { leadName: '' });

const changeSchema = z.object({
  id: z.string(),
  opportunityId: z.string(),
  organizationId: z.string(),
  leadName: z.string(),
  /** Epoch milliseconds. */
  at: z.number(),
  how: z.enum(['saved', 'unchanged', 'refused']),
  patch: valuesSchema,
  before: valuesSchema,
  after: valuesSchema,
  ignored: z.array(z.string()),
  problem: z.optional(problemSchema),
  undoes: z.optional(z.string()),
  /** Operations that were never sent, because this one set the same fields later. */
  replaces: z.optional(z.array(z.string())),
});
export type Change = z.infer<typeof changeSchema>;

/** Until when an organisation's rate limit lasts, in epoch milliseconds. */
export const ratePause = (organizationId: string) =>
  stored(`session:rate-pause:${organizationId}`, z.number(), 0);

const callsSchema = z.object({
  /** The user's day as `toDateString` writes it, and how many requests Close was sent on it since the browser started. */
  day: z.string(),
  count: z.number(),
  last: z.object({
    method: z.string(),
    /** Without the ids in it. */
    path: z.string(),
    /** 0 where no answer came. */
    status: z.number(),
    milliseconds: z.number(),
    /** Epoch milliseconds. */
    at: z.number(),
  }),
});
export type Calls = z.infer<typeof callsSchema>;

/** What was asked of Close, for the diagnostics; in memory, so that asking costs no write to the disk. */
export const calls = stored('session:calls', z.nullable(callsSchema), null);

/** The last 200 changes made on this device, latest first; null stands for one that is damaged, and costs no other. */
export const recentChanges = stored(
  'local:recent-changes',
  z.array(z.catch(z.nullable(changeSchema), null)),
  [],
);
