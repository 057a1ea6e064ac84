import * as z from 'zod/mini';
import type { Catalog } from '../model/catalog.ts';
import type { Change } from '../model/change.ts';
import type { Connection } from '../model/connection.ts';
import { type KeyStorage, keyStorageSchema, vaultSchema } from '../model/credential.ts';
import type { DealView } from '../model/deal-view.ts';
import { draftSchema } from '../model/draft.ts';
import { faultSchema } from '../model/fault.ts';
import { valuesSchema } from '../model/field-value.ts';
import type { Intent } from '../model/intent.ts';
import { openedForSchema } from '../model/opened-for.ts';
import type { Operation } from '../model/operation.ts';
import type { Opportunity } from '../model/opportunity.ts';
import type { Person } from '../model/person.ts';
import { pinsSchema } from '../model/pins.ts';
import { type Preferences, preferencesSchema } from '../model/preferences.ts';
import type { Problem } from '../model/problem.ts';
import { type QuickActions, quickActionsSchema } from '../model/quick-action.ts';
import { type Reference, referenceSchema, referencesSchema } from '../model/reference.ts';
import { settingsSchema } from '../settings/settings.ts';
import type { ChangeList } from '../wording/change-rows.ts';

/**
 * Defines every request to the background, its input and who may send it. Content scripts cannot read or edit deals,
 * because a page could take one over. No request and no answer contains a key.
 */
const opportunityId = z.string().check(z.regex(/^oppo_[0-9A-Za-z]{1,100}$/));
const leadId = z.string().check(z.regex(/^lead_[0-9A-Za-z]{1,100}$/));
const uuid = z.string().check(z.regex(/^[0-9a-f-]{36}$/));
const organizationId = z.string().check(z.maxLength(100));

const ofTab = z.object({ tabId: z.number() });

const saveSchema = z.object({
  id: uuid,
  opportunityId,
  organizationId,
  leadName: z.string(),
  base: valuesSchema,
  patch: valuesSchema,
  openedFor: z.nullable(openedForSchema),
});

/** Requests of content scripts; none of them reads or changes a deal. */
export const asksOfContentScripts = {
  'page.report': z.object({ references: referencesSchema }),
  /** Opens the popup on the intent that the toast's button offered. */
  'toast.pressed': z.object({}),
  'card.request': z.object({}),
  /** Opens the popup or side panel on a reference in the page; null to let the editor choose. */
  'reference.open': z.object({ reference: z.nullable(referenceSchema) }),
  /** Hides the chip on the sending page's site, or everywhere. */
  'chip.hide': z.object({ isEverywhere: z.boolean() }),
};

/** Requests of the extension's own pages only. */
export const asksOfOwnPages = {
  'card.redeem': z.object({ token: uuid }),
  'editor.open': ofTab,
  /** Assigns an intent to one of a tab's editors; `by` is the editor's id. */
  'intent.take': z.object({ tabId: z.number(), id: uuid, by: uuid }),
  /** Returns what the editor would find on a page, for the diagnostics; changes nothing. */
  'page.inspect': ofTab,
  /** Scans the whole page; `editor.open` scans only the parts that are quick to read. */
  'page.read': ofTab,
  'deal.open': z.object({ opportunityId, refresh: z.boolean() }),
  'lead.open': z.object({ leadId }),
  /** Reads a deal for the table, without changing the last used deal or the chips. */
  'table.deal': z.object({ opportunityId }),
  /** Reads the ids of a lead's deals for the table; changes nothing either. */
  'table.lead': z.object({ leadId }),
  /** Reads the data that all rows of an organization share. */
  'table.organization': z.object({ organizationId }),
  'deals.find': z.object({ query: z.string().check(z.maxLength(200)) }),
  'users.list': z.object({ organizationId }),
  'contacts.list': z.object({ organizationId, leadId }),
  'deal.save': saveSchema,
  'operation.follow': z.object({ id: uuid }),
  /** Sends the waiting saves, because the network is back. */
  'outbox.drain': z.object({}),
  'operation.cancel': z.object({ id: uuid }),
  /** Resolves a conflict: `mine` lists the fields to write, `seen` holds the values of others that were shown. */
  'operation.resolve': z.object({ id: uuid, mine: z.array(z.string()), seen: valuesSchema }),
  'change.undo': z.object({ changeId: uuid, id: uuid }),
  'changes.list': z.object({}),
  'changes.clear': z.object({}),
  /** Stores an error of a page's own code. */
  'fault.keep': z.object({ fault: faultSchema }),
  'damage.read': z.object({}),
  /** Removes the damage report after the user has seen it. */
  'damage.dismiss': z.object({}),
  /** Writes the pins of the given pipelines only. */
  'pins.write': z.object({ pins: pinsSchema }),
  'preferences.read': z.object({}),
  /** Writes the given preferences only. */
  'preferences.write': z.partial(preferencesSchema),
  'quick-actions.read': z.object({}),
  'quick-actions.write': quickActionsSchema,
  /** Replaces all settings, for the import of a settings file. */
  'settings.write': settingsSchema,
  /** Reads the pipelines and custom fields of an organization. */
  'catalog.read': z.object({ organizationId }),
  'draft.write': draftSchema,
  'draft.remove': z.object({ opportunityId }),
  'connection.list': z.object({}),
  'connection.default': z.object({ organizationId }),
  'connection.connect': z.object({}),
  'secrets.move': z.object({ to: keyStorageSchema, forgets: z.boolean() }),
  'vault.unlock': z.object({ vault: z.optional(vaultSchema) }),
  'vault.lock': z.object({}),
  'connection.remove': z.object({ organizationId }),
  'everything.remove': z.object({}),
};

/**
 * Requests that consume an offer, token, intent or secret. A repeated request gets the same answer: the receiver is
 * stored before the item is removed, or the page removes it after the answer.
 */
export const consumingRequests = [
  'toast.pressed',
  'card.redeem',
  'intent.take',
  'connection.connect',
  'secrets.move',
  'vault.unlock',
] as const satisfies (keyof Asks)[];

type Asks = typeof asksOfContentScripts & typeof asksOfOwnPages;

export type RequestName = keyof Asks;
export type Input<Name extends RequestName> = z.infer<Asks[Name]>;

export type PageReading = {
  /** "" if the address of the page cannot be read. */
  address: string;
  references: Reference[];
};

/** Data for choosing the first screen of the editor, without a request to Close. */
export type EditorOpening = PageReading & {
  connection: Connection | null;
  /** Request from a menu click or the address bar on this tab. */
  intent: Intent | null;
};

/** What the rows of one organization in the table of deals share; `quickActions` are the preset ones and the user's own. */
export type TableOrganization = Pick<DealView, 'catalog' | 'connection' | 'quickActions'>;

/** Stored data on this device that is damaged. */
export type Damage = {
  /** Edits that may not have been sent; `leadName` is "" if it is damaged too. */
  edits: { id: string; leadName: string }[];
  /** Whether recent changes are damaged. */
  hasChanges: boolean;
  /** Keys of damaged settings, which have their default values now. */
  lost: string[];
};

/** Organization names by id, set if several organizations are connected. */
type Organizations = { organizations?: Record<string, string> };

export type DealList = {
  leadName: string;
  opportunities: Opportunity[];
  catalog: Catalog;
  /** Id of the deal last opened on this lead, "" if unknown. */
  lastUsedId: string;
  /** Number of further deals that could not be read. */
  unreadable?: number;
  /** Names of connected organizations that did not answer. */
  unanswered?: string[];
} & Organizations;

/** Connected organizations; `isOpen` is false if the key is missing and has to be entered again. */
export type ConnectionList = {
  connections: (Connection & { isOpen: boolean })[];
  keyStorage: KeyStorage;
  isLocked: boolean;
};

/** State of a save. `until` is in epoch milliseconds, null while it waits for the network. */
export type SaveAnswer =
  | { state: 'saved'; opportunity: Opportunity; change: Change }
  | { state: 'unchanged'; opportunity: Opportunity }
  | { state: 'waiting'; problem: Problem; until: number | null }
  | { state: 'conflict'; operation: Operation }
  | { state: 'blocked'; problem: Problem }
  | { state: 'refused'; problem: Problem }
  | { state: 'gone' };

export type Answers = {
  /**
   * `chip` is the text after "Edit deal", "" if there is none, null to hide the chip. `isWelcome` is false if the
   * extension no longer runs on this site.
   */
  'page.report': { chip: string | null; isWelcome: boolean };
  'toast.pressed': null;
  /** Token for one card in the sending tab, valid once within ten seconds. */
  'card.request': { token: string };
  'reference.open': null;
  'chip.hide': null;
  'card.redeem': { tabId: number };
  'editor.open': EditorOpening;
  /** Whether the sending editor has to carry out the intent. */
  'intent.take': boolean;
  'page.inspect': PageReading;
  'page.read': PageReading;
  'deal.open': DealView;
  'lead.open': DealList;
  'table.deal': Opportunity;
  'table.lead': string[];
  'table.organization': TableOrganization;
  'deals.find': DealList;
  'users.list': Person[];
  'contacts.list': Person[];
  'deal.save': SaveAnswer;
  'operation.follow': SaveAnswer;
  'outbox.drain': null;
  'operation.cancel': SaveAnswer;
  'operation.resolve': SaveAnswer;
  'change.undo': SaveAnswer;
  'changes.list': ChangeList;
  'changes.clear': null;
  'fault.keep': null;
  'damage.read': Damage;
  'damage.dismiss': null;
  'pins.write': null;
  'preferences.read': Preferences;
  'preferences.write': Preferences;
  'quick-actions.read': QuickActions;
  'quick-actions.write': null;
  'settings.write': null;
  'catalog.read': Catalog;
  'draft.write': null;
  'draft.remove': null;
  'connection.list': ConnectionList;
  'secrets.move': null;
  'vault.unlock': null;
  'vault.lock': null;
  'connection.default': null;
  'connection.connect': Connection;
  /** Number of edits that wait for this connection; they are kept. */
  'connection.remove': { waiting: number };
  'everything.remove': null;
};
