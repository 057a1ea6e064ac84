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
import { type KnownDeal, knownDealSchema } from '../model/known-deal.ts';
import { operationSchema } from '../model/operation.ts';
import { type Outcome, outcomeSchema } from '../model/outcome.ts';
import { personSchema } from '../model/person.ts';
import { pinsSchema } from '../model/pins.ts';
import { pipelineSchema } from '../model/pipeline.ts';
import { defaultPreferences, preferencesSchema } from '../model/preferences.ts';
import { type QuickActions, quickActionsSchema } from '../model/quick-action.ts';
import { requestLogSchema } from '../model/request-log.ts';
import { searchMethodSchema } from '../model/search-method.ts';
import { shownPageSchema } from '../model/shown-page.ts';
import { suggestionSchema } from '../model/suggestion.ts';
import { defaultTableSettings, tableSettingsSchema } from '../model/table-settings.ts';
import { secretHandoffKey } from './secret-handoff.ts';
import { partByPart, stored } from './stored.ts';

// Every stored thing of the extension, with its area, shape and lifetime. `local` stays on this device until it is
// removed, `session` lives in memory until the browser closes. Both are closed to content scripts. `sealing.ts` lists those
// that hold words about customers.

/** Connected organizations, the default one first. Contains no secrets. */
export const connections = stored('local:connections', z.array(connectionSchema), []);

/**
 * Holds the key or tokens of an organization, in plain or encrypted with the vault's key, until it is disconnected.
 * Only the background reads it.
 */
export const secret = (organizationId: string) =>
  stored<Secret | Encrypted | null>(
    `local:key:${organizationId}`,
    z.nullable(z.union([secretSchema, encryptedSchema])),
    null,
  );

/** Holds the same in memory, for users who want it removed when the browser closes. */
export const sessionSecret = (organizationId: string) =>
  stored<Secret | null>(`session:key:${organizationId}`, z.nullable(secretSchema), null);

/** Where secrets are stored, as chosen by the user. */
export const keyStorage = stored<KeyStorage>('local:key-storage', keyStorageSchema, 'device');

/**
 * The vault's key while it is unlocked, base64. Times in epoch milliseconds: `until` is the end of the idle time, `seenAt`
 * when the clock was looked at last, which is in the future if it was set back.
 */
export const openVault = stored(
  'session:open-vault',
  z.nullable(z.object({ key: z.string(), until: z.number(), seenAt: z.optional(z.number()) })),
  null,
);

const codeSchema = z.object({
  clientId: z.string(),
  clientSecret: z.string(),
  code: z.string(),
  verifier: z.string(),
  redirectUri: z.string(),
});

const secretHandoffSchema = z.object({
  /** The vault's key, credentials found in a pasted text, an OAuth code, or the tokens that the code was exchanged for. */
  secret: z.union([
    z.string(),
    z.array(secretSchema),
    codeSchema,
    z.object({ tokens: secretSchema, home: z.optional(z.string()) }),
  ]),
  /** Epoch milliseconds. */
  until: z.number(),
});
export type SecretHandoff = z.infer<typeof secretHandoffSchema>['secret'];

/** Secret that a page hands to the background; the page removes it after the answer. */
export const secretHandoff = stored(secretHandoffKey, z.nullable(secretHandoffSchema), null);

/** The areas that the browser did not close to content scripts when the worker last started, for the diagnostics. */
export const openAreas = stored('session:open-areas', z.array(z.string()), []);

/** Organization ids by deal or lead id, used when several organizations are connected. */
export const organizationByDeal = stored(
  'session:organization-by-deal',
  z.record(z.string(), z.string()),
  {},
);

/** Caches an organization's pipelines and custom fields for 15 minutes. */
export const catalog = (organizationId: string) =>
  stored<Catalog | null>(`session:catalog:${organizationId}`, z.nullable(catalogSchema), null);

const cachedUsersSchema = z.object({
  users: z.array(personSchema),
  /** Epoch milliseconds. */
  readAt: z.number(),
});

/** Caches an organization's users for 15 minutes; they are read when a user field is opened. */
export const cachedUsers = (organizationId: string) =>
  stored(`session:users:${organizationId}`, z.nullable(cachedUsersSchema), null);

/** Caches the pipelines for the context menu, so that it can be built without a request. */
export const menuPipelines = stored('local:menu-pipelines', z.array(pipelineSchema), []);

/** Input of the last menu build, in session storage because the menu may not survive the session either. */
export const builtMenu = stored('session:built-menu', z.string(), '');

/** Request from a menu click or the address bar for the editor of a tab; taken by one editor. */
export const intent = (tabId: number) =>
  stored<Intent | null>(`session:intent:${tabId}`, z.nullable(intentSchema), null);

/** The last intent of a tab that was given out, and the request that got it, which gets it again if it is repeated. */
export const takenIntent = (tabId: number) =>
  stored(
    `session:taken-intent:${tabId}`,
    z.nullable(z.object({ intent: intentSchema, by: z.string() })),
    null,
  );

/** The intent behind the button of the toast in a tab's page, until it is pressed. */
export const offeredIntent = (tabId: number) =>
  stored<Intent | null>(`session:offered:${tabId}`, z.nullable(intentSchema), null);

/** How the last command in a tab ended, for the window that says it. */
export const outcome = (tabId: number) =>
  stored<Outcome | null>(`session:outcome:${tabId}`, z.nullable(outcomeSchema), null);

/** Ids of the deals and leads for which the user was shown in a tab what a quick action there changes. */
export const confirmedTargets = (tabId: number) =>
  stored(`session:confirmed-targets:${tabId}`, z.array(z.string()), []);

const dealStatusSchema = z.object({
  opportunityId: z.string(),
  leadId: z.string(),
  /** Whether the lead's page is about this deal. */
  isChosenForLead: z.boolean(),
  /** Ids of the menu items for the deal's status and confidence. */
  menuItems: z.array(z.string()),
  /** Text of the chip. */
  chipText: z.string(),
});

export type DealStatus = z.infer<typeof dealStatusSchema>;

/** Caches status and confidence of recently read or saved deals, latest first. */
export const dealStatuses = stored('session:deal-statuses', z.array(dealStatusSchema), []);

/** By id of a context menu item, the match patterns of the pages on which it has a checkmark. */
export const shownCheckmarks = stored(
  'session:shown-checkmarks',
  z.record(z.string(), z.array(z.string())),
  {},
);

/** Keys of the fields in the first view, in order, by pipeline id. Contains no customer data. */
export const pins = stored('local:pins', pinsSchema, {});

/** The user's preferences. */
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

/** Keys of the settings that the user has changed here and that are not in the browser account yet. */
export const unsyncedSettings = stored('local:unsynced-settings', z.array(z.string()), []);

const syncResultSchema = z.object({
  /** Number of settings that do not fit in the browser account. */
  tooLarge: z.number(),
  /** Whether the browser refused the sync. */
  isRefused: z.boolean(),
});
export type SyncResult = z.infer<typeof syncResultSchema>;

/** Result of the last sync of the settings. */
export const syncResult = stored('session:sync-result', syncResultSchema, { tooLarge: 0, isRefused: false });

/** The entry of `chipHiddenOn` that hides the chip on all origins. */
export const everywhere = '*';

/** Origins on which the user hid the chip. */
export const chipHiddenOn = stored('local:chip-hidden-on', z.array(z.string()), []);

/**
 * Match patterns (`https://host/*`) of the sites that the user has added, until they are removed in the options: the
 * browser does not list those that it withholds.
 */
export const addedSites = stored('local:added-sites', z.array(z.string()), []);

const cardTokenSchema = z.object({
  token: z.string(),
  /** Epoch milliseconds. */
  until: z.number(),
  /** The document that redeemed the token; no other document can use it. */
  documentId: z.optional(z.string()),
});

/** The token that the in-page card of a tab has to present. */
export const cardToken = (tabId: number) =>
  stored(`session:card-token:${tabId}`, z.nullable(cardTokenSchema), null);

/** Id of the last opened deal by lead id, for the latest 200 leads, latest last. */
export const lastUsedDeals = stored('local:last-used-deals', z.record(z.string(), z.string()), {});

/** State of the toolbar button by tab, so that it can be updated when a draft begins or ends. */
export const shownPages = stored('session:shown-pages', z.array(shownPageSchema), []);

/** Keeps the unsaved changes of a deal for 30 days. */
export const draft = (opportunityId: string) =>
  stored<Draft | null>(`local:draft:${opportunityId}`, z.nullable(draftSchema), null);

const readAdviceSchema = z.object({
  id: z.string(),
  /** Epoch milliseconds. */
  readAt: z.number(),
  /** When the advice last changed or was put off, in epoch milliseconds; a deal remembered before then is outdated. */
  changedAt: z.number(),
  found: z.object({
    suggestion: z.optional(z.nullable(suggestionSchema)),
    isStalled: z.optional(z.boolean()),
  }),
});

/** Close's advice on the last 100 deals that were asked for it, newest first, until keys lock or the browser closes. */
export const advice = stored('session:advice', z.array(readAdviceSchema), []);

/** Organizations whose answers do not carry advice, with the moment this was seen, in epoch milliseconds. */
export const organizationsWithoutAdvice = stored(
  'local:organizations-without-advice',
  z.record(z.string(), z.number()),
  {},
);

/** Digests of the advice that the user has put off, by opportunity id, for the latest 200 deals, latest last. */
export const putOffAdvice = stored('local:put-off-advice', z.record(z.string(), z.string()), {});

/** The last ten typed lines that were saved, latest first, until the browser closes. */
export const recentLines = stored('session:recent-lines', z.array(z.string()), []);

/** An unsaved typed line of a deal, kept as long as a draft. */
export const unsavedLine = (opportunityId: string) =>
  stored(`local:unsaved-line:${opportunityId}`, z.nullable(z.string()), null);

/** When the unsaved lines were typed, in epoch milliseconds by opportunity id, the latest last. */
export const unsavedLineIndex = stored('local:unsaved-lines', z.record(z.string(), z.number()), {});

/** Lead ids of deals with a draft, by opportunity id; "" if unknown. */
export const draftIndex = stored('local:drafts', z.record(z.string(), z.string()), {});

/** Ids of the operations in the outbox, oldest first; one key for each, so that one damaged record harms no other. */
export const outboxIndex = stored('local:outbox', z.array(z.string()), []);
export const outboxRecord = (id: string) => stored(`local:outbox:${id}`, z.nullable(operationSchema), null);
/** The readable part of a damaged outbox record. */
export const outboxRemains = (id: string) =>
  stored(`local:outbox:${id}`, z.object({ leadName: z.string() }), { leadName: '' });

const ratePauseSchema = z.object({ since: z.number(), until: z.number() });

/** Start and end of an organization's rate limit, in epoch milliseconds. */
export const ratePause = (organizationId: string) =>
  stored(`session:rate-pause:${organizationId}`, ratePauseSchema, { since: 0, until: 0 });

/** The way in which an organization last answered a search. */
export const searchMethod = (organizationId: string) =>
  stored(`session:search-method:${organizationId}`, searchMethodSchema, 'half-typed');

/** Log of requests to Close for the diagnostics; in memory, so that a request causes no disk write. */
export const requestLog = stored('session:request-log', z.nullable(requestLogSchema), null);

/** The last 20 faults of the extension's own code, latest first. */
export const faults = stored('local:faults', z.array(faultSchema), []);

/** The last 200 changes made on this device, latest first; a damaged one is null and the others stay. */
export const recentChanges = stored(
  'local:recent-changes',
  z.array(z.catch(z.nullable(changeSchema), null)),
  [],
);

/** Number of parts that the known deals are stored in, so that seeing one deal again writes about 50 and not all. */
export const knownDealParts = 40;

/** One part of the deals that were opened, listed, saved or found on this device; a damaged one is null. */
export const knownDeals = (part: number) =>
  stored<(KnownDeal | null)[]>(
    `local:known-deals:${part}`,
    z.array(z.catch(z.nullable(knownDealSchema), null)),
    [],
  );

/** What has to be read on every write of known deals. */
export const knownDealIndex = stored(
  'local:known-deals',
  z.object({
    /** Number of deals in each part. */
    counts: z.array(z.number()),
    /** Ids of the deals last opened or saved, latest first. */
    recent: z.array(z.string()),
  }),
  { counts: [], recent: [] },
);

/** How the user has set up the table of open deals. Contains no customer data. */
export const tableSettings = stored(
  'local:table-settings',
  partByPart(tableSettingsSchema, defaultTableSettings),
  defaultTableSettings,
);

/** Days until which deals are snoozed in the table, by opportunity id; at most 500, and past ones go on the next write. */
export const snoozedDeals = stored('local:snoozed-deals', z.record(z.string(), z.string()), {});

/** For each of the open deals last listed, at most 500, the day from which on it needs attention. */
export const attentionDays = stored('local:attention-days', z.array(z.string()), []);

const noExperience = { saves: 0, isTipGiven: false };

/** How many saves were made on this device, counted up to five, and whether the tip about links was given. */
export const experience = stored(
  'local:experience',
  partByPart(z.object({ saves: z.number(), isTipGiven: z.boolean() }), noExperience),
  noExperience,
);

/**
 * How often the popup was opened on a site the user has not added, up to three times, by match pattern, for the latest 50
 * sites, latest last, or four if the question about it is declined; with the id of the visit counted last.
 */
export const siteVisits = stored(
  'local:site-visits',
  z.record(z.string(), z.object({ count: z.number(), id: z.string() })),
  {},
);
