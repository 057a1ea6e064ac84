import * as z from 'zod/mini';
import type { Catalog } from '../model/catalog.ts';
import { type Change, changeSchema } from '../model/change.ts';
import type { Connection } from '../model/connection.ts';
import { type KeyStorage, keyStorageSchema, vaultSchema } from '../model/credential.ts';
import type { FieldsChange, PastChanges, StatusChange } from '../model/deal-history.ts';
import type { DealView } from '../model/deal-view.ts';
import { draftSchema } from '../model/draft.ts';
import { faultSchema } from '../model/fault.ts';
import { valuesSchema } from '../model/field-value.ts';
import type { Intent } from '../model/intent.ts';
import { openedForSchema } from '../model/opened-for.ts';
import type { Operation } from '../model/operation.ts';
import type { Opportunity } from '../model/opportunity.ts';
import { type PagePeople, pagePeopleSchema } from '../model/page-people.ts';
import type { Person } from '../model/person.ts';
import { pinsSchema } from '../model/pins.ts';
import { type Preferences, somePreferencesSchema } from '../model/preferences.ts';
import type { Problem } from '../model/problem.ts';
import { type QuickActions, quickActionsSchema } from '../model/quick-action.ts';
import { type Reference, referenceSchema, referencesSchema } from '../model/reference.ts';
import { suggestionSchema } from '../model/suggestion.ts';
import { type TableSettings, tableSettingsSchema } from '../model/table-settings.ts';
import { settingsSchema } from '../settings/settings.ts';
import type { ChangeList } from '../wording/change-rows.ts';
import type { ChipState } from './page-message.ts';

const opportunityId = z.string().check(z.regex(/^oppo_[0-9A-Za-z]{1,100}$/));
const leadId = z.string().check(z.regex(/^lead_[0-9A-Za-z]{1,100}$/));
const uuid = z.string().check(z.regex(/^[0-9a-f-]{36}$/));
const organizationId = z.string().check(z.maxLength(100));
const day = z.string().check(z.regex(/^\d{4}-\d\d-\d\d$/));

const searchText = z.string().check(z.maxLength(200));

const dayMs = 24 * 60 * 60_000;
/** When something happened in a page: at most a day ahead, because a draft from the future would never expire. */
const pageTime = z.number().check(z.overwrite((at) => Math.min(at, Date.now() + dayMs)));

const pressed = z.object({ reference: z.nullable(referenceSchema) });
const nothing = z.object({});
const ofTab = z.object({ tabId: z.number() });
const ofDeal = z.object({ opportunityId });
const ofLead = z.object({ leadId });
const ofOrganization = z.object({ organizationId });
const ofOperation = z.object({ id: uuid });

/** One request: its input, its answer (null if missing), and whether it consumes something. */
type Definition = {
  input: z.ZodMiniType;
  answer?: unknown;
  /**
   * Consumes an offer, token, intent or secret. A repeated request gets the same answer: the receiver is stored before
   * the item is removed, or the page removes it after the answer.
   */
  consumes?: true;
};

/** A request of a content script: answered only on sites that the user allows, unless `isAnywhere`. */
type ContentScriptDefinition = Definition & { isAnywhere?: true };

/** Names the type of an answer. It has no schema, because answers come from the background itself. */
function type<Answer>(): Answer {
  return undefined as Answer;
}

/** Requests of content scripts. None of them reads or changes a deal, because a page could take a script over. */
export const contentScriptRequests = {
  /**
   * Reports the deals and leads that the page names; the answer says what its "Edit deal" button shows, or that the
   * extension no longer runs on this site.
   */
  'page.report': {
    isAnywhere: true,
    input: z.object({ references: referencesSchema }),
    answer: type<ChipState>(),
  },
  /** Opens the popup on the intent that the toast's button offered, which may be on any page after a menu click. */
  'toast.pressed': { isAnywhere: true, input: nothing, consumes: true },
  /** Issues a token for one card in the sending tab, valid once within ten seconds; it opens on the pressed reference. */
  'card.request': { input: pressed, answer: type<{ token: string }>() },
  /** Opens the popup or side panel on the pressed reference. */
  'reference.open': { input: pressed },
  /** Hides the chip on the sending page's site, or everywhere. */
  'chip.hide': { input: z.object({ isEverywhere: z.boolean() }) },
} satisfies Record<string, ContentScriptDefinition>;

const editors = ['popup', 'sidepanel', 'card'] as const;
const savers = [...editors, 'deals'] as const;
const editorsAndOptions = [...editors, 'options'] as const;
const all = [...savers, 'options'] as const;
const allThatFail = [...all, 'outcome'] as const;

/** Pages of the extension, as their files are named. */
export type OwnPage = (typeof allThatFail)[number];

/** Requests of the extension's own pages only, each `by` those that need it. None contains a key, and no answer does. */
export const ownPageRequests = {
  /** Exchanges a card's token for the id of the tab it is in. */
  'card.redeem': {
    by: ['card'],
    input: z.object({ token: uuid }),
    answer: type<{ tabId: number }>(),
    consumes: true,
  },
  /** Shows or hides the chip on the pages of an origin. */
  'chip.show': { by: ['options'], input: z.object({ origin: z.string(), isShown: z.boolean() }) },
  /**
   * Returns what the editor of a tab shows first. `id` names this request, which alone gets the tab's intent. `isPageLed`
   * if no user but a page asks for it, which must not keep the keys unlocked.
   */
  'editor.open': {
    by: editors,
    input: z.object({ tabId: z.number(), id: uuid, isPageLed: z.optional(z.boolean()) }),
    answer: type<Opening>(),
    consumes: true,
  },
  /** Returns what the editor would find on a page, for the diagnostics; changes nothing. */
  'page.inspect': { by: ['options'], input: ofTab, answer: type<PageReading>() },
  /** Reads a deal and everything its editor needs; `refresh` reads the organization's fields again too. */
  'deal.open': {
    by: editors,
    input: z.object({ opportunityId, refresh: z.boolean(), isPageLed: z.optional(z.boolean()) }),
    answer: type<DealView>(),
  },
  /** Lists the deals of a lead. */
  'lead.open': { by: editors, input: ofLead, answer: type<LeadView>() },
  /** Reads a deal for the table, without changing the last used deal or the chips. */
  'table.deal': { by: ['deals'], input: ofDeal, answer: type<Opportunity>() },
  /** Reads the ids of a lead's deals for the table; changes nothing either. */
  'table.lead': { by: ['deals'], input: ofLead, answer: type<string[]>() },
  /** Reads a page of a user's open deals for the table, with their waiting saves and snoozes. */
  'table.open': {
    by: ['deals'],
    input: z.object({
      organizationId,
      userId: z.string().check(z.regex(/^user_[0-9A-Za-z]{1,100}$/)),
      skip: z.number().check(z.minimum(0)),
    }),
    answer: type<OpenDeals>(),
  },
  /** Returns how the user has set up the table. */
  'table.settings': { by: ['deals'], input: nothing, answer: type<TableSettings>() },
  /** Stores how the user has set up the table. */
  'table.set-up': { by: ['deals'], input: z.object({ settings: tableSettingsSchema }) },
  /** Stores from which day on each of the listed deals needs attention. */
  'table.seen': { by: ['deals'], input: z.object({ days: z.array(day).check(z.maxLength(500)) }) },
  /** Hides a deal from the table's attention until a day; null ends that. */
  'deal.snooze': { by: ['deals'], input: z.object({ opportunityId, until: z.nullable(day) }) },
  /** Reads the data that all rows of an organization share. */
  'table.organization': { by: ['deals'], input: ofOrganization, answer: type<TableOrganization>() },
  /** Finds deals known on this device by words, without a request to Close. */
  'deals.known': {
    by: savers,
    input: z.object({ typed: searchText }),
    answer: type<DealList>(),
  },
  /** Finds deals by words, an address or a number, in every connected organization; `id` names the search. */
  'deals.find': {
    by: editors,
    input: z.object({ query: searchText, id: uuid }),
    answer: type<DealList>(),
  },
  /** Sets the preference to look people up on every page. */
  'people.always': { by: editors, input: nothing, answer: type<Preferences>() },
  /** Finds the deals of the people in a page, with one request to each connected organization. */
  'people.find': { by: editors, input: pagePeopleSchema, answer: type<LeadView>() },
  /** Cancels a search whose answer is no longer wanted. */
  'search.cancel': { by: editors, input: z.object({ id: uuid }) },
  /** Lists the users who may own a deal. */
  'users.list': { by: all, input: ofOrganization, answer: type<Person[]>() },
  /** Lists the contacts of a lead. */
  'contacts.list': { by: savers, input: z.object({ organizationId, leadId }), answer: type<Person[]>() },
  /** Reads the changes of a deal's status from Close. */
  'history.read': {
    by: savers,
    input: z.object({ organizationId, opportunityId }),
    answer: type<PastChanges<StatusChange>>(),
  },
  /** Reads the changes of a deal's fields in the last 30 days from Close. */
  'history.fields': {
    by: savers,
    input: z.object({ organizationId, opportunityId }),
    answer: type<PastChanges<FieldsChange>>(),
  },
  /** Does not show this advice of Close on a deal again until it changes. */
  'advice.put-off': { by: editors, input: z.object({ opportunityId, suggestion: suggestionSchema }) },
  /** Stores a save and starts it; `base` holds the values that the user saw. */
  'deal.save': {
    by: savers,
    input: z.object({
      id: uuid,
      opportunityId,
      organizationId,
      leadName: z.string(),
      base: valuesSchema,
      patch: valuesSchema,
      openedFor: z.nullable(openedForSchema),
    }),
    answer: type<SaveAnswer>(),
  },
  /** Returns how a save is going. */
  'operation.follow': { by: all, input: ofOperation, answer: type<SaveAnswer>() },
  /** Sends the waiting saves, because the network is back. */
  'outbox.drain': { by: all, input: nothing },
  /** Cancels an unsent save. */
  'operation.cancel': { by: all, input: ofOperation, answer: type<SaveAnswer>() },
  /** Resolves a conflict: `mine` lists the fields to write, `seen` holds the values of others that were shown. */
  'operation.resolve': {
    by: savers,
    input: z.object({ id: uuid, mine: z.array(z.string()), seen: valuesSchema }),
    answer: type<SaveAnswer>(),
  },
  /**
   * Saves the previous values of a change, all but the owner if asked; `id` names the new save. `change` is for pages
   * that hold more changes than the recent ones.
   */
  'change.undo': {
    by: editorsAndOptions,
    input: z.object({ changeId: uuid, id: uuid, withoutOwner: z.optional(z.boolean()) }),
    answer: type<SaveAnswer>(),
  },
  /** Undoes a change of the table's own run, which may no longer be among the recent changes. */
  'table.undo': {
    by: ['deals'],
    input: z.object({
      change: z.extend(changeSchema, { opportunityId, organizationId, at: pageTime }),
      id: uuid,
      withoutOwner: z.optional(z.boolean()),
    }),
    answer: type<SaveAnswer>(),
  },
  /** Lists the changes made on this device. */
  'changes.list': { by: all, input: nothing, answer: type<ChangeList>() },
  /** Clears the list of changes made on this device. */
  'changes.clear': { by: ['options'], input: nothing },
  /** Stores an error of a page's own code. */
  'fault.keep': { by: allThatFail, input: z.object({ fault: z.extend(faultSchema, { at: pageTime }) }) },
  /** Lists damaged stored data. */
  'damage.read': { by: editorsAndOptions, input: nothing, answer: type<Damage>() },
  /** Removes the damage report after the user has seen it. */
  'damage.dismiss': { by: editorsAndOptions, input: nothing },
  /** Writes the pins of the given pipelines only. */
  'pins.write': { by: editors, input: z.object({ pins: pinsSchema }) },
  /** Returns whether keys alone are shortcuts, for the editor's lists. */
  'single-keys.read': { by: editors, input: nothing, answer: type<boolean>() },
  /** Returns the preferences, with those set by policy. */
  'preferences.read': { by: ['options'], input: nothing, answer: type<Preferences>() },
  /** Writes the given preferences only and returns all of them. */
  'preferences.write': { by: ['options'], input: somePreferencesSchema, answer: type<Preferences>() },
  /** Returns the user's own quick actions and their keyboard slots. */
  'quick-actions.read': { by: all, input: nothing, answer: type<QuickActions>() },
  /** Replaces the user's own quick actions. */
  'quick-actions.write': { by: all, input: quickActionsSchema },
  /** Replaces all settings, for the import of a settings file. */
  'settings.write': { by: ['options'], input: settingsSchema },
  /** Reads the pipelines and custom fields of an organization. */
  'catalog.read': { by: ['options'], input: ofOrganization, answer: type<Catalog>() },
  /** Stores what the user has typed into a deal. */
  'draft.write': { by: editors, input: z.extend(draftSchema, { savedAt: pageTime }) },
  /** Removes what the user has typed into a deal. */
  'draft.remove': { by: editors, input: ofDeal },
  /**
   * Counts a visit, named by `id`, of a site the user has not added, or remembers that its question is declined; returns
   * whether to ask if the site is used often.
   */
  'site.visit': {
    by: ['popup'],
    input: z.object({ site: z.string().check(z.maxLength(300)), id: uuid, isDeclined: z.boolean() }),
    answer: type<boolean>(),
  },
  /** Remembers that the tip about links was shown. */
  'tip.end': { by: editors, input: nothing },
  /** Returns the deal's unsaved line and the last saved lines, latest first. */
  'lines.read': { by: savers, input: ofDeal, answer: type<{ unsaved: string; recent: string[] }>() },
  /** Keeps a line of a deal: unsaved, as the line to go on with, or saved, as one of the last. */
  'lines.write': {
    by: savers,
    input: z.object({ opportunityId, line: z.string().check(z.maxLength(1_000)), isSaved: z.boolean() }),
  },
  /** Lists the connected organizations. */
  'connection.list': { by: all, input: nothing, answer: type<ConnectionList>() },
  /** Makes an organization the default one. */
  'connection.default': { by: ['options'], input: ofOrganization },
  /** Connects the organization whose key or OAuth code the page has handed over. */
  'connection.connect': { by: ['options'], input: nothing, answer: type<Connection>(), consumes: true },
  /** Moves the keys to where the user wants them stored; `forgets` drops those whose passphrase is lost. */
  'secrets.move': {
    by: ['options'],
    input: z.object({ to: keyStorageSchema, forgets: z.boolean() }),
    consumes: true,
  },
  /**
   * Opens the vault with the key that the page has handed over; `vault` replaces the stored one. Not for the card, because
   * a page could imitate it if users were used to typing the passphrase there.
   */
  'vault.unlock': {
    by: ['popup', 'sidepanel', 'options'],
    input: z.object({ vault: z.optional(vaultSchema) }),
    consumes: true,
  },
  /** Locks the vault at once. */
  'vault.lock': { by: ['options'], input: nothing },
  /** Disconnects an organization and returns how many edits wait for it; they are kept. */
  'connection.remove': {
    by: ['options'],
    input: ofOrganization,
    answer: type<{ waiting: number; isStillValid: boolean }>(),
  },
  /** Removes everything stored on this device. */
  'everything.remove': { by: ['options'], input: nothing },
} satisfies Record<string, Definition & { by: readonly OwnPage[] }>;

type Requests = typeof contentScriptRequests & typeof ownPageRequests;

export type RequestName = keyof Requests;
export type Input<Name extends RequestName> = z.infer<Requests[Name]['input']>;
export type Answers = {
  [Name in RequestName]: Requests[Name] extends { answer: infer Answer } ? Answer : null;
};

/** Names of the requests that consume something. */
export type ConsumingRequest = {
  [Name in RequestName]: Requests[Name] extends { consumes: true } ? Name : never;
}[RequestName];

export type PageReading = {
  /** "" if the address of the page cannot be read. */
  address: string;
  references: Reference[];
  /** Mail addresses, nearest to the main heading first; only those of a page without an id are read. */
  people: string[];
  unread: Unread | null;
};

/**
 * Why a page was not read, so that at most its address is known: it took too long, no extension can read it, or the user
 * has not let this one read it.
 */
export type Unread = 'too-slow' | 'unreadable' | 'not-permitted';

/** What the editor of a tab shows first. */
export type Opening = {
  /** "" if the address of the page cannot be read. */
  address: string;
  /** What a menu click, a toast or the address bar asked for, or null. */
  intent: Intent | null;
} & (
  | { shows: 'deal'; reference: Reference; view: DealView }
  | ({ shows: 'lead'; reference: Reference } & LeadView)
  /** Several ids, for the user to choose from. */
  | { shows: 'references'; references: Reference[] }
  | ({ shows: 'nothing'; recent: DealList } & Pick<PageReading, 'unread'> & PeopleOffer)
  /** The intent holds a text to look for. */
  | { shows: 'search'; recent: DealList }
);

/** The people of a page and whether they are looked up at once; null if there are none or the user does not want it. */
export type PeopleOffer = { people: PagePeople | null; looksUpAtOnce: boolean };

/** What the rows of one organization in the table of deals share; `quickActions` are the preset ones and the user's own. */
export type TableOrganization = Pick<DealView, 'catalog' | 'connection' | 'quickActions' | 'preferences'>;

/** A page of a user's open deals. */
export type OpenDeals = {
  opportunities: Opportunity[];
  /** Number of further deals that could not be read. */
  unreadable: number;
  /** Number of deals to skip for the next page, null after the last one. */
  next: number | null;
  /** Earlier saves of these deals that wait or have a conflict. */
  pending: Operation[];
  /** Days until which deals are snoozed, by opportunity id. */
  snoozed: Record<string, string>;
};

/** Damaged data on this device. */
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
  /** By deal id: the text in which the typed words were found, unless the lead's name has them. */
  foundBy?: Record<string, string>;
  /** By deal id: the mail address or domain of the page that led to it. */
  foundByPerson?: Record<string, string>;
  /** Number of further deals that could not be read. */
  unreadable?: number;
  /** Names of connected organizations that did not answer. */
  unanswered?: string[];
  /** Whether these are only deals known on this device: all typed words fit, or they do apart from typing errors. */
  isKnownOnly?: 'exact' | 'similar';
} & Organizations;

/** A lead's deals. `view` is the one to open, as the list has it; null if the user has to choose. */
export type LeadView = { list: DealList; view: DealView | null };

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
