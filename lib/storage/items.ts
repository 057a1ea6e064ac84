import * as z from 'zod/mini';
import type { Sealed } from '../connection/seal.ts';
import { type Secret, secretSchema } from '../connection/secret.ts';
import { places } from '../detection/references.ts';
import { faultSchema } from '../faults/fault.ts';
import { valuesSchema } from '../opportunity/value-schema.ts';
import { operationSchema } from '../outbox/operation.ts';
import { problemSchema } from '../problem.ts';
import { mostQuickActions, ownActionSchema, quickActionSchema } from '../quick-actions/quick-action.ts';
import { handedOverKey } from './hand-over.ts';
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
  /** Whether its user may edit the deals of others; absent where Close did not say. */
  editsOthers: z.optional(z.boolean()),
});
export type Connection = z.infer<typeof connectionSchema>;

/** Organisations that are connected, the default one first. Nothing secret. */
export const connections = stored('local:connections', z.array(connectionSchema), []);

const sealedSchema = z.object({ iv: z.string(), data: z.string() });

/**
 * The key or tokens of an organisation, as they are or sealed under the vault's key. Read by the background alone, until
 * the user disconnects it.
 */
export const secret = (organizationId: string) =>
  stored<Secret | Sealed | null>(
    `local:key:${organizationId}`,
    z.nullable(z.union([secretSchema, sealedSchema])),
    null,
  );

/** The same where the user wants it gone when the browser closes. */
export const sessionSecret = (organizationId: string) =>
  stored<Secret | null>(`session:key:${organizationId}`, z.nullable(secretSchema), null);

export const vaultSchema = z.object({
  /** Of PBKDF2, as they were when the passphrase was set. */
  salt: z.string(),
  rounds: z.number(),
  /** The key that the secrets are sealed with, sealed under the passphrase. */
  key: sealedSchema,
  idleMinutes: z.number(),
});
export type Vault = z.infer<typeof vaultSchema>;

/** Where secrets are kept: on this device, in memory, or on this device under a passphrase. */
export const keepingSchema = z.union([z.enum(['device', 'session']), vaultSchema]);
export type Keeping = z.infer<typeof keepingSchema>;
export const keeping = stored<Keeping>('local:keeping', keepingSchema, 'device');

/** The vault's key while it is unlocked, base64. `until` in epoch milliseconds. */
export const openVault = stored(
  'session:open-vault',
  z.nullable(z.object({ key: z.string(), until: z.number() })),
  null,
);

const codeSchema = z.object({
  clientId: z.string(),
  clientSecret: z.string(),
  code: z.string(),
  verifier: z.string(),
  redirectUri: z.string(),
});

const handedOverSchema = z.object({
  /** What a pasted text may be, the vault's key, the code that Close gave an OAuth app, or what that code was exchanged for. */
  secret: z.union([
    z.string(),
    z.array(secretSchema),
    codeSchema,
    z.object({ tokens: secretSchema, home: z.optional(z.string()) }),
  ]),
  /** Epoch milliseconds. */
  until: z.number(),
});
export type HandedOver = z.infer<typeof handedOverSchema>['secret'];

/** What a page hands to the background; the page removes it once it has its answer. */
export const handedOver = stored(handedOverKey, z.nullable(handedOverSchema), null);

/** The areas that the browser did not close to content scripts when the worker last started, for the diagnostics. */
export const openAreas = stored('session:open-areas', z.array(z.string()), []);

/** The organisations in which deals and leads were found, by their ids, where several are connected. */
export const homes = stored('session:homes', z.record(z.string(), z.string()), {});

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
  id: z.string(),
  reference: z.nullable(referenceSchema),
  /** To be carried out once the deal is clear. */
  action: z.nullable(quickActionSchema),
  /** A change to show with its Undo, "" where there is none. */
  changeId: z.string(),
  /** A text to look for, "" where there is none. */
  find: z.string(),
  /** Epoch milliseconds. Somebody who opens the popup much later does not mean that click any more. */
  expiresAt: z.number(),
});
export type Intent = z.infer<typeof intentSchema>;

/** What a menu click or the address bar asked for, for the editor that opens on that tab; taken by one editor. */
export const intent = (tabId: number) =>
  stored<Intent | null>(`session:intent:${tabId}`, z.nullable(intentSchema), null);

/** Which intent of a tab was taken last, and by which editor, which gets it again where it asks again. */
export const takenIntent = (tabId: number) =>
  stored(`session:taken-intent:${tabId}`, z.nullable(z.object({ id: z.string(), by: z.string() })), null);

/** What the note in a tab's page has a button for, until that is pressed. */
export const offeredByNote = (tabId: number) =>
  stored<Intent | null>(`session:offered:${tabId}`, z.nullable(intentSchema), null);

const standingSchema = z.object({
  opportunityId: z.string(),
  leadId: z.string(),
  /** Whether the lead's page means this very deal. */
  isMeant: z.boolean(),
  /** The menu items that say its status and confidence. */
  ticks: z.array(z.string()),
  /** What the chip says of it. */
  words: z.string(),
});

/** Where the deals stood that were read or saved lately, latest first. */
export const standings = stored('session:standings', z.array(standingSchema), []);

/** The items of the context menu that bear a tick. */
export const tickedItems = stored('session:ticked', z.array(z.string()), []);

export const pinsSchema = z.record(z.string(), z.array(z.string().check(z.maxLength(100))));
export type Pins = z.infer<typeof pinsSchema>;

/** The fields that stand in the first view, in their order, by pipeline id. Keys only, nothing of a customer. */
export const pins = stored('local:pins', pinsSchema, {});

export const preferencesSchema = z.object({
  /** A click on a status or a confidence is collected in the draft and is not saved at once. */
  asksBeforeSaving: z.boolean(),
  toolbarOpens: z.enum(['popup', 'panel']),
  /** The custom field that is asked for when a deal is won or lost, by organisation; "" for none. */
  closingReasons: z.record(z.string(), z.object({ won: z.string(), lost: z.string() })),
  /** Results of quick actions come as desktop notifications where a page shows no note. */
  notifies: z.boolean(),
  /** What the user has set up follows them to their other devices. */
  carriesSettings: z.boolean(),
});
export type Preferences = z.infer<typeof preferencesSchema>;

export const usualPreferences: Preferences = {
  asksBeforeSaving: false,
  toolbarOpens: 'popup',
  closingReasons: {},
  notifies: false,
  carriesSettings: true,
};

/** What the user prefers. */
export const preferences = stored(
  'local:preferences',
  partByPart(preferencesSchema, usualPreferences),
  usualPreferences,
);

export const quickActionsSchema = z.object({
  /** In the order they are shown. */
  own: z.array(ownActionSchema).check(z.maxLength(mostQuickActions)),
  /** The actions of the four keyboard commands: `own:…`, `preset:…` or a built-in id; null where a command has none. */
  slots: z.array(z.nullable(z.string())).check(z.maxLength(4)),
});
export type QuickActions = z.infer<typeof quickActionsSchema>;

const noQuickActions: QuickActions = { own: [], slots: [null, null, null, null] };

/** The user's own quick actions. */
export const quickActions = stored(
  'local:quick-actions',
  partByPart(quickActionsSchema, noQuickActions),
  noQuickActions,
);

/** Stands for all origins where the user wants no chip anywhere. */
export const everywhere = '*';

/** Origins whose pages show no chip, by the user's wish. */
export const chipHiddenOn = stored('local:chip-hidden-on', z.array(z.string()), []);

const cardTokenSchema = z.object({
  token: z.string(),
  /** Epoch milliseconds. */
  until: z.number(),
  /** The document that has shown the token: no other one gets in with it. */
  documentId: z.optional(z.string()),
});

/** The token that the in-page card of a tab has to show. */
export const cardToken = (tabId: number) =>
  stored(`session:card-token:${tabId}`, z.nullable(cardTokenSchema), null);

/** Which deal was opened last on a lead, by lead id; the latest 200 leads, latest last. */
export const lastUsedDeals = stored('local:last-used-deals', z.record(z.string(), z.string()), {});

const shownPageSchema = z.object({
  tabId: z.number(),
  address: z.string(),
  /** The opportunities and leads that the page is about. */
  ids: z.array(z.string()),
  /** How many opportunities were found, and what that is in words. */
  count: z.number(),
  found: z.string(),
  /** What waits there for the user, "" for nothing. */
  mark: z.string(),
});
export type ShownPage = z.infer<typeof shownPageSchema>;

/** What the toolbar button shows on which tab, so that it can be shown anew when a draft begins or ends. */
export const shownPages = stored('session:shown-pages', z.array(shownPageSchema), []);

export const draftSchema = z.object({
  opportunityId: z.string(),
  /** Absent in drafts of older versions, and where an edit grew old that did not know it. */
  leadId: z.optional(z.string()),
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

/** The lead of every deal that has a draft, by opportunity id; "" where it is not known. */
export const draftIndex = stored('local:drafts', z.record(z.string(), z.string()), {});

/** Ids of the operations in the outbox, oldest first; one key for each, so that one damaged record harms no other. */
export const outboxIndex = stored('local:outbox', z.array(z.string()), []);
export const outboxRecord = (id: string) => stored(`local:outbox:${id}`, z.nullable(operationSchema), null);
/** What can still be told of a record that is damaged. */
export const outboxRemains = (id: string) =>
  stored(`local:outbox:${id}`, z.object({ leadName: z.string() }), { leadName: '' });

/** Epoch milliseconds that a `Date` can hold: showing any others throws. */
const momentSchema = z.number().check(z.minimum(-8.64e15), z.maximum(8.64e15));

const changeSchema = z.object({
  id: z.string(),
  opportunityId: z.string(),
  organizationId: z.string(),
  /** The lead whose page the deal was opened from, where there was one. */
  leadId: z.optional(z.string()),
  leadName: z.string(),
  /** Epoch milliseconds. */
  at: momentSchema,
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

const ratePauseSchema = z.object({ since: z.number(), until: z.number() });

/** From when until when an organisation's rate limit lasts, in epoch milliseconds. */
export const ratePause = (organizationId: string) =>
  stored(`session:rate-pause:${organizationId}`, ratePauseSchema, { since: 0, until: 0 });

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

/** The last 20 faults of the extension's own code, latest first. */
export const faults = stored('local:faults', z.array(faultSchema), []);

/** The last 200 changes made on this device, latest first; null stands for one that is damaged, and costs no other. */
export const recentChanges = stored(
  'local:recent-changes',
  z.array(z.catch(z.nullable(changeSchema), null)),
  [],
);
