/** Moments are ISO 8601 text as Close writes it, with microseconds and `+00:00`. */
export type Moment = string;

export type StatusType = 'active' | 'won' | 'lost';
export type ValuePeriod = 'one_time' | 'monthly' | 'annual';
export type RateLimitHeader = 'comma' | 'semicolon' | 'separate' | 'none';

export type Status = { id: string; label: string; type: StatusType };

export type Pipeline = { id: string; organizationId: string; name: string; statuses: Status[] };

export type User = { id: string; firstName: string; lastName: string; email: string };

/** `roleId` is a built-in name (`admin`, `user`, `restricteduser`) or the id of a role the organization made. */
export type Membership = {
  id: string;
  userId: string;
  organizationId: string;
  roleId: string;
  isActive: boolean;
};

export type Organization = {
  id: string;
  name: string;
  currency: string;
  currencySymbol: string;
  /** The order in which pipelines and custom fields are displayed. */
  pipelineIds: string[];
  customFieldIds: string[];
};

/** `phone` is "" for a contact without one. */
export type Contact = { id: string; name: string; title: string; email: string; phone: string };

export type Lead = {
  id: string;
  organizationId: string;
  name: string;
  description: string;
  /** The address of its site, "" if none is stored. */
  url: string;
  contacts: Contact[];
  /** A lead hidden from a role looks absent to it. */
  hiddenFromRoles: string[];
};

export type CustomField = {
  id: string;
  organizationId: string;
  name: string;
  description: string | null;
  /** One of the documented types, or an unknown one. */
  type: string;
  choices: string[] | null;
  acceptsMultipleValues: boolean;
  /** Empty means everyone; else role ids or `admin`. */
  editableWithRoles: string[];
  isShared: boolean;
  /** Keys that older definitions lack in an answer. */
  lacks: string[];
};

export type Attachment = { filename: string; url: string; content_type: string };

/** Holds the stored part of a deal; all else in an answer is computed. Values are in minor currency units. */
export type Opportunity = {
  id: string;
  organizationId: string;
  leadId: string;
  statusId: string;
  contactId: string | null;
  userId: string | null;
  confidence: number;
  value: number | null;
  valuePeriod: ValuePeriod;
  valueCurrency: string;
  note: string;
  noteHtml: string | null;
  /** `YYYY-MM-DD`, even if another form was sent. */
  dateWon: string | null;
  dateLost: Moment | null;
  dateCreated: Moment;
  dateUpdated: Moment;
  createdBy: string | null;
  updatedBy: string | null;
  attachments: Attachment[];
  /** By custom field id; only fields that have a value. */
  custom: Record<string, unknown>;
  /** Keys that this deal's answers leave out, as Close does for some deals. */
  lacks: string[];
  /** Keys that only some answers carry, such as `suggested_action`. */
  extra: Record<string, unknown>;
};

/** The user of a key or token. */
export type Access = { userId: string; organizationId: string };

/** The authorization that a user gave to an OAuth app. */
export type OauthGrant = { access: Access; clientId: string };

export type Oauth = {
  apps: Map<string, { clientSecret: string }>;
  codes: Map<string, { grant: OauthGrant; redirectUri: string; challenge: string }>;
  refreshTokens: Map<string, OauthGrant>;
  /** The user who is signed in when an app requests authorization. */
  signedIn: Access;
  isDenied: boolean;
  /** A foreign `state` to redirect with, as a forged answer would have; null returns the request's own. */
  answersWithState: string | null;
  accessTokenSeconds: number;
};

/** Changes of deals as their answers have them, oldest first. */
export type DealHistory = {
  statusChanges: Record<string, unknown>[];
  events: Record<string, unknown>[];
  /** Whether the lists also hold entries of odd and missing shapes. */
  hasOddEntries: boolean;
};

export type World = {
  organizations: Map<string, Organization>;
  pipelines: Map<string, Pipeline>;
  users: Map<string, User>;
  memberships: Membership[];
  leads: Map<string, Lead>;
  customFields: Map<string, CustomField>;
  opportunities: Map<string, Opportunity>;
  /** Deals as lists and search still see them; undefined while they see the present. */
  laggingOpportunities: Map<string, Opportunity> | undefined;
  history: DealHistory;
  /** Whether Close's advice comes only where `_fields` names it, and then for every deal. */
  isAdviceOptional: boolean;
  apiKeys: Map<string, Access>;
  /** `endsAt` in milliseconds since 1970, if a token expires. */
  tokens: Map<string, Access & { endsAt?: number }>;
  oauth: Oauth;
  /** Milliseconds since 1970; tests may replace it to hold the clock. */
  now: () => number;
  rateLimitHeader: RateLimitHeader;
  /** Requests allowed per endpoint group and key; counted always, refused with 429 only when enforced. */
  rateLimit: { limit: number; windowSeconds: number; isEnforced: boolean };
  /** Stored units per whole unit of a zero-decimal currency: 1 (yen) or 100; which one Close uses is not known. */
  zeroDecimalFactor: 1 | 100;
  /** What the search refuses or leaves out, because it is not known what Close does. */
  search: { unknownFields: string[]; unknownModes: string[]; embedsDeals: boolean };
  /** Whether winning a deal sets its confidence to 100; what Close does is not known. */
  winningSetsConfidence: boolean;
  /** The status that refuses editing another member's deal: 401 has the body of a revoked key. */
  refusesRightsWith: 401 | 403;
  /** The format of close dates that are stored a day early, like a time zone could do; null stores the sent day. */
  movesCloseDateSentAs: 'plain-day' | 'moment' | null;
  webApp: {
    /** Milliseconds between a committed in-page navigation and its contents. */
    renderDelay: number;
    /** Sent with every page of the web app; null sends none. */
    contentSecurityPolicy: string | null;
    /** Whether an admin has set up an integration link that shows each deal's id on its lead's page. */
    showsIntegrationLinks: boolean;
  };
};
