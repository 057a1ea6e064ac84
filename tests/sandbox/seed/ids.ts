import { makeId } from './make-id.ts';

/** Every key is shaped like one of Close's (`api_` + 22 + `.` + 22) and is plainly not one. */
export const keys = {
  /** Ana Ruiz, administrator of Alder & Finch. */
  ana: 'api_sandboxsandboxsandboxs.anaruizanaruizanaruiza',
  /** Robin Hale of Alder & Finch, who may edit only deals of their own. */
  restricted: 'api_sandboxsandboxsandboxs.robinhalerobinhalerobi',
  /** Ingrid Solheim, administrator of Bryggen Handel. */
  bryggen: 'api_sandboxsandboxsandboxs.ingridsolheimingridsol',
  /** Well formed, but unknown to Close. */
  unknown: 'api_sandboxsandboxsandboxs.nobodynobodynobodynobo',
  /** Bearer access tokens for the same people. */
  anaToken: 'sandbox-access-token-ana',
  restrictedToken: 'sandbox-access-token-robin',
  bryggenToken: 'sandbox-access-token-ingrid',
  /** An OAuth app that the organization has made itself. */
  app: { clientId: 'oa2client_sandbox', clientSecret: 'sandbox-client-secret' },
} as const;

const lead = (name: string) => makeId('lead', name);
const deal = (name: string) => makeId('oppo', name);
const field = (name: string) => makeId('cf', name);
const status = (name: string) => makeId('stat', name);
const user = (name: string) => makeId('user', name);
const contact = (name: string) => makeId('cont', name);

/** Names for the ids of the seed, so that a test reads as a story. */
export const ids = {
  /** The main example: one deal on the lead "Marlow Robotics". */
  sampleLead: lead('marlow-robotics'),
  sampleDeal: deal('marlow-robotics'),

  organizations: { alder: makeId('orga', 'alder-finch'), bryggen: makeId('orga', 'bryggen-handel') },
  roles: { finance: makeId('role', 'finance'), contractors: makeId('role', 'contractors') },
  pipelines: {
    sales: makeId('pipe', 'sales'),
    renewals: makeId('pipe', 'renewals'),
    partners: makeId('pipe', 'partners'),
    bryggen: makeId('pipe', 'bryggen'),
  },
  statuses: {
    discovery: status('sales-discovery'),
    demoDone: status('sales-demo-done'),
    proposalSent: status('sales-proposal-sent'),
    negotiation: status('sales-negotiation'),
    won: status('sales-won'),
    lost: status('sales-lost'),
    renewalQuoteOut: status('renewals-quote-out'),
    renewalNegotiation: status('renewals-negotiation'),
    renewalWon: status('renewals-won'),
    renewalLost: status('renewals-lost'),
    partnerIntroduced: status('partners-introduced'),
    partnerNegotiation: status('partners-negotiation'),
    partnerSigned: status('partners-signed'),
    partnerDeclined: status('partners-declined'),
    bryggenContacted: status('bryggen-contacted'),
    bryggenOffer: status('bryggen-offer'),
    bryggenWon: status('bryggen-won'),
    bryggenLost: status('bryggen-lost'),
  },
  users: {
    ana: user('ana-ruiz'),
    sam: user('sam-lee'),
    restricted: user('robin-hale'),
    /** Left the organization; still owns a deal. */
    former: user('jo-winter'),
    ingrid: user('ingrid-solheim'),
    /** A second member of Bryggen Handel. */
    mikkel: user('mikkel-dahl'),
  },
  leads: {
    sample: lead('marlow-robotics'),
    threeDeals: lead('halden-foods'),
    sixtyDeals: lead('northgate-logistics'),
    noDeals: lead('quiet-harbor-studio'),
    rightToLeft: lead('right-to-left'),
    longName: lead('long-name'),
    emoji: lead('sunfield'),
    markup: lead('markup'),
    /** Holds one deal for each unusual state. */
    oddities: lead('tillbury-works'),
    /** Looks absent to the restricted user. */
    hidden: lead('veiled-partners'),
    bryggen: lead('fjordlys'),
    bryggenSecond: lead('nordvik-kaffe'),
  },
  deals: {
    sample: deal('marlow-robotics'),
    /** $12,500 one-time, Sales, Demo done. */
    threeFirst: deal('halden-1'),
    /** $900 monthly, Renewals, Quote out. */
    threeSecond: deal('halden-2'),
    /** $4,000 one-time, Sales, Won. */
    threeWon: deal('halden-3'),
    rightToLeft: deal('right-to-left'),
    longName: deal('long-name'),
    emoji: deal('sunfield'),
    markup: deal('markup'),
    /** Active, with an estimated close long past. */
    staleDate: deal('stale-date'),
    /** Its note holds a mention and an image. */
    richNote: deal('rich-note'),
    won: deal('won'),
    lost: deal('lost'),
    /** Its value is null. */
    noValue: deal('no-value'),
    euro: deal('euro'),
    yen: deal('yen'),
    /** Stores a choice that its field no longer offers. */
    retiredChoice: deal('retired-choice'),
    /** Answers without the keys that Close only usually sends. */
    sparse: deal('sparse'),
    /** A value for every custom field. */
    everyField: deal('every-field'),
    /** Owned by a former member. */
    formerOwner: deal('former-owner'),
    /** Owned by the restricted user. */
    restrictedOwn: deal('restricted-own'),
    noOwner: deal('no-owner'),
    hidden: deal('hidden'),
    bryggen: deal('fjordlys'),
    bryggenSecond: deal('nordvik-kaffe'),
  },
  contacts: {
    sampleFirst: contact('lena-marlow'),
    sampleSecond: contact('theo-brandt'),
    /** Of another lead than the sample's. */
    other: contact('pia-halden'),
    /** Both of the lead "Tillbury Works". */
    oddFirst: contact('mara-tillbury'),
    oddSecond: contact('ned-oakes'),
  },
  fields: {
    products: field('products'),
    nextStep: field('next-step'),
    renewalDate: field('renewal-date'),
    winReason: field('win-reason'),
    requirements: field('requirements'),
    seats: field('seats'),
    kickoff: field('kickoff'),
    region: field('region'),
    engineer: field('engineer'),
    team: field('team'),
    decisionMaker: field('decision-maker'),
    stakeholders: field('stakeholders'),
    contract: field('contract'),
    assets: field('assets'),
    externalReference: field('external-reference'),
    score: field('score'),
    discountApproved: field('discount-approved'),
    commissionRate: field('commission-rate'),
    accountTier: field('account-tier'),
    legacyCode: field('legacy-code'),
    bryggenChannel: field('bryggen-channel'),
    bryggenNextStep: field('bryggen-next-step'),
  },
} as const;
