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
 * Everything that may be asked of the background, who may ask it, and the shape of the question. A content script may
 * only say what its page mentions, ask for an editor that the page cannot reach into, and wish its own button away: a
 * page that took it over must not be able to read or edit deals. No question and no answer ever carries a key.
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

/** What a content script may ask: nothing that reads or changes a deal. */
export const asksOfContentScripts = {
  'page.report': z.object({ references: referencesSchema }),
  /** The button of the note that tells how something ended: opens the popup on what was offered. */
  'note.pressed': z.object({}),
  'card.request': z.object({}),
  /** Opens popup or side panel on a deal that the page mentions, null for whatever the page is about. */
  'reference.open': z.object({ reference: z.nullable(referenceSchema) }),
  /** No chip on the asking page's site any more, or nowhere. */
  'chip.hide': z.object({ isEverywhere: z.boolean() }),
};

/** What only the extension's own pages may ask. */
export const asksOfOwnPages = {
  'card.redeem': z.object({ token: uuid }),
  'editor.open': ofTab,
  /** `by` is the editor's own id: of several editors of a tab one carries the intent out. */
  'intent.take': z.object({ tabId: z.number(), id: uuid, by: uuid }),
  /** What opening the editor would find on a page, for the diagnostics; changes nothing. */
  'page.inspect': ofTab,
  /** Every place of the page, where opening the editor looks at those that are quick to read. */
  'page.read': ofTab,
  'deal.open': z.object({ opportunityId, refresh: z.boolean() }),
  'lead.open': z.object({ leadId }),
  /** A row of the table of deals: changes nothing that the user sees elsewhere, as the deal used last or the chips. */
  'table.deal': z.object({ opportunityId }),
  /** The deals of a lead for that table, by their ids; changes nothing either. */
  'table.lead': z.object({ leadId }),
  /** What all rows of an organization share. */
  'table.organization': z.object({ organizationId }),
  'deals.find': z.object({ query: z.string().check(z.maxLength(200)) }),
  'users.list': z.object({ organizationId }),
  'contacts.list': z.object({ organizationId, leadId }),
  'deal.save': saveSchema,
  'operation.follow': z.object({ id: uuid }),
  /** The network is back: what waited for it is sent. */
  'outbox.drain': z.object({}),
  'operation.cancel': z.object({ id: uuid }),
  /** `mine` are the fields to write, `seen` what others wrote, as it was shown: a choice holds for that alone. */
  'operation.resolve': z.object({ id: uuid, mine: z.array(z.string()), seen: valuesSchema }),
  'change.undo': z.object({ changeId: uuid, id: uuid }),
  'changes.list': z.object({}),
  'changes.clear': z.object({}),
  /** A page's own code failed. */
  'fault.keep': z.object({ fault: faultSchema }),
  'damage.read': z.object({}),
  /** The user was told of the damage. */
  'damage.dismiss': z.object({}),
  /** Only the pipelines that change. */
  'pins.write': z.object({ pins: pinsSchema }),
  'preferences.read': z.object({}),
  /** Only what changes. */
  'preferences.write': z.partial(preferencesSchema),
  'quick-actions.read': z.object({}),
  'quick-actions.write': quickActionsSchema,
  /** All that is in a file of settings, and what was there before. */
  'settings.write': settingsSchema,
  /** Pipelines and custom fields of an organisation. */
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
 * Requests that use something up: an offer, a token, an intent or a secret that was handed over. A page repeats a
 * question whose worker died, so each of them gives the same answer again: to whom the thing was given is stored before
 * it is removed, or the page removes it once it has its answer.
 */
export const consumingRequests = [
  'note.pressed',
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
  /** "" where the page's address may not be read. */
  address: string;
  references: Reference[];
};

/** What the editor needs to decide what to show, without any request to Close. */
export type EditorOpening = PageReading & {
  connection: Connection | null;
  /** What a menu click or the address bar asked for on this tab. */
  intent: Intent | null;
};

/** What the rows of one organization in the table of deals share; `quickActions` are the preset ones and the user's own. */
export type TableOrganization = Pick<DealView, 'catalog' | 'connection' | 'quickActions'>;

/** What was written down on this device and cannot be read back. */
export type Damage = {
  /** Edits that may never have been sent; the lead's name is "" where that is lost as well. */
  edits: { id: string; leadName: string }[];
  /** Whether some of the recent changes are among it. */
  hasChanges: boolean;
  /** The keys of what the user has set up and is as on the first day now. */
  lost: string[];
};

/** Names by id, where several organisations are connected and have to be told apart. */
type Organizations = { organizations?: Record<string, string> };

export type DealList = {
  leadName: string;
  opportunities: Opportunity[];
  catalog: Catalog;
  /** Which of them was opened last on this lead, "" where that is not known. */
  lastUsedId: string;
  /** How many more deals there are that could not be read. */
  unreadable?: number;
  /** Names of connected organisations that could not be asked. */
  unanswered?: string[];
} & Organizations;

/** What is connected; `isOpen` is false where the key is gone and has to be connected again. */
export type ConnectionList = {
  connections: (Connection & { isOpen: boolean })[];
  keeping: KeyStorage;
  isLocked: boolean;
};

/** Where a save stands. `until` in epoch milliseconds, null where it waits for the network to return. */
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
   * What the chip says beside "Edit deal", "" where nothing is known, null where it is to stay away. The page is
   * welcome for as long as its site is one of the extension's.
   */
  'page.report': { chip: string | null; isWelcome: boolean };
  'note.pressed': null;
  /** Opens one card in the asking tab, once, within ten seconds. */
  'card.request': { token: string };
  'reference.open': null;
  'chip.hide': null;
  'card.redeem': { tabId: number };
  'editor.open': EditorOpening;
  /** Whether it is the asking editor's to carry out. */
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
  /** How many edits wait for it; they are kept. */
  'connection.remove': { waiting: number };
  'everything.remove': null;
};
