import { seedCustomFields } from './seed/custom-fields.ts';
import { seedHistory } from './seed/history.ts';
import { ids, keys } from './seed/ids.ts';
import { seedLeads } from './seed/leads.ts';
import { seedBryggenOpportunities, seedOddOpportunities } from './seed/odd-opportunities.ts';
import { seedEverydayOpportunities } from './seed/opportunities.ts';
import { seedPeople } from './seed/people.ts';
import { seedOrganizations, seedPipelines } from './seed/pipelines.ts';
import type { World } from './types.ts';

export { ids, keys };

/** A strict policy, so that anything injected into the page's own document fails here first. */
const CONTENT_SECURITY_POLICY =
  "default-src 'self'; script-src 'self'; style-src 'self'; frame-src 'self'; object-src 'none'; base-uri 'self'";

/** A fresh world: the same data on every call, nothing shared between two of them. */
export function createWorld(): World {
  const customFields = seedCustomFields();
  const organizations = seedOrganizations(customFields);
  const opportunities = [
    ...seedEverydayOpportunities(),
    ...seedOddOpportunities(),
    ...seedBryggenOpportunities(),
  ];
  const ana = { userId: ids.users.ana, organizationId: ids.organizations.alder };
  const robin = { userId: ids.users.restricted, organizationId: ids.organizations.alder };
  const ingrid = { userId: ids.users.ingrid, organizationId: ids.organizations.bryggen };
  return {
    ...seedPeople(),
    organizations: byId(organizations),
    pipelines: byId(seedPipelines()),
    leads: byId(seedLeads()),
    customFields: byId(customFields),
    opportunities: byId(opportunities),
    laggingOpportunities: undefined,
    history: seedHistory(),
    isAdviceOptional: false,
    apiKeys: new Map([
      [keys.ana, ana],
      [keys.restricted, robin],
      [keys.bryggen, ingrid],
    ]),
    tokens: new Map([
      [keys.anaToken, ana],
      [keys.restrictedToken, robin],
      [keys.bryggenToken, ingrid],
    ]),
    oauth: {
      apps: new Map([[keys.app.clientId, { clientSecret: keys.app.clientSecret }]]),
      codes: new Map(),
      refreshTokens: new Map(),
      signedIn: ana,
      isDenied: false,
      answersWithState: null,
      accessTokenSeconds: 3600,
    },
    now: () => Date.now(),
    rateLimitHeader: 'comma',
    rateLimit: { limit: 100, windowSeconds: 5, isEnforced: false },
    zeroDecimalFactor: 100,
    search: { unknownFields: [], unknownModes: [], embedsDeals: true },
    winningSetsConfidence: false,
    refusesRightsWith: 403,
    movesCloseDateSentAs: null,
    webApp: { renderDelay: 0, contentSecurityPolicy: CONTENT_SECURITY_POLICY, showsIntegrationLinks: false },
  };
}

function byId<Item extends { id: string }>(items: Item[]): Map<string, Item> {
  return new Map(items.map((item) => [item.id, item]));
}
