import * as z from 'zod/mini';
import { type Catalog, catalogSchema } from '../model/catalog.ts';
import { changeSchema } from '../model/change.ts';
import { connectionSchema } from '../model/connection.ts';
import {
  type Encrypted,
  encryptedSchema,
  type KeyStorage,
  keyStorageSchema,
  type Secret,
  secretSchema,
} from '../model/credential.ts';
import { type Draft, draftSchema } from '../model/draft.ts';
import { faultSchema } from '../model/fault.ts';
import { type Intent, intentSchema } from '../model/intent.ts';
import { operationSchema } from '../model/operation.ts';
import { personSchema } from '../model/person.ts';
import { pinsSchema } from '../model/pins.ts';
import { pipelineSchema } from '../model/pipeline.ts';
import { defaultPreferences, preferencesSchema } from '../model/preferences.ts';
import { type QuickActions, quickActionsSchema } from '../model/quick-action.ts';
import { requestLogSchema } from '../model/request-log.ts';
import { shownPageSchema } from '../model/shown-page.ts';
import { handedOverKey } from './secret-handoff.ts';
import { partByPart, stored } from './stored.ts';

// Every stored thing of the extension, with its area, shape and lifetime. `local` stays on this device until it is
// removed, `session` lives in memory until the browser closes. Both are closed to content scripts.

/** Organisations that are connected, the default one first. Nothing secret. */
export const connections = stored('local:connections', z.array(connectionSchema), []);

/**
 * The key or tokens of an organisation, as they are or sealed under the vault's key. Read by the background alone, until
 * the user disconnects it.
 */
export const secret = (organizationId: string) =>
  stored<Secret | Encrypted | null>(
    `local:key:${organizationId}`,
    z.nullable(z.union([secretSchema, encryptedSchema])),
    null,
  );

/** The same where the user wants it gone when the browser closes. */
export const sessionSecret = (organizationId: string) =>
  stored<Secret | null>(`session:key:${organizationId}`, z.nullable(secretSchema), null);

/** Where the user keeps secrets. */
export const keeping = stored<KeyStorage>('local:keeping', keyStorageSchema, 'device');

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

/** An organisation's pipelines and custom fields, for 15 minutes. */
export const catalog = (organizationId: string) =>
  stored<Catalog | null>(`session:catalog:${organizationId}`, z.nullable(catalogSchema), null);

const knownUsersSchema = z.object({
  users: z.array(personSchema),
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

/** The fields that stand in the first view, in their order, by pipeline id. Keys only, nothing of a customer. */
export const pins = stored('local:pins', pinsSchema, {});

/** What the user prefers. */
export const preferences = stored(
  'local:preferences',
  partByPart(preferencesSchema, defaultPreferences),
  defaultPreferences,
);

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

/** What the toolbar button shows on which tab, so that it can be shown anew when a draft begins or ends. */
export const shownPages = stored('session:shown-pages', z.array(shownPageSchema), []);

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

const ratePauseSchema = z.object({ since: z.number(), until: z.number() });

/** From when until when an organisation's rate limit lasts, in epoch milliseconds. */
export const ratePause = (organizationId: string) =>
  stored(`session:rate-pause:${organizationId}`, ratePauseSchema, { since: 0, until: 0 });

/** What was asked of Close, for the diagnostics; in memory, so that asking costs no write to the disk. */
export const calls = stored('session:calls', z.nullable(requestLogSchema), null);

/** The last 20 faults of the extension's own code, latest first. */
export const faults = stored('local:faults', z.array(faultSchema), []);

/** The last 200 changes made on this device, latest first; null stands for one that is damaged, and costs no other. */
export const recentChanges = stored(
  'local:recent-changes',
  z.array(z.catch(z.nullable(changeSchema), null)),
  [],
);
