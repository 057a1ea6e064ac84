import { handleOauthRequest } from '../oauth.ts';
import type { Membership, User, World } from '../types.ts';
import { type Caller, findCaller, findLead, findOpportunity } from './access.ts';
import { type Answer, type ApiRequest, notFound, ok, refuse } from './answer.ts';
import { describeCustomField, describeMembership, describePipelines, describeUser } from './describe.ts';
import { listEvents, listStatusChanges } from './list-history.ts';
import { answerLead, listLeads } from './list-leads.ts';
import { listOpportunities } from './list-opportunities.ts';
import { selectedOpportunity } from './opportunity-answer.ts';
import { pageOf } from './paging.ts';
import { prepareUpload } from './prepare-upload.ts';
import { answerSearch } from './search/search.ts';
import { selectFields } from './select-fields.ts';
import { updateOpportunity } from './update-opportunity.ts';

const BASE = '/api/v1';

type Handler = (world: World, caller: Caller, request: ApiRequest, id: string) => Answer;

/** Method, path below the base (with `*` for an id) and what answers it. */
const routes: [method: string, path: string, handler: Handler][] = [
  ['GET', '/me/', answerMe],
  [
    'GET',
    '/pipeline/',
    (world, { organization }) => ok({ data: describePipelines(world, organization), has_more: false }),
  ],
  ['GET', '/custom_field_schema/opportunity/', answerCustomFields],
  ['GET', '/user/', listUsers],
  ['GET', '/organization/*/', answerOrganization],
  ['GET', '/opportunity/', listOpportunities],
  ['GET', '/opportunity/*/', readOpportunity],
  ['PUT', '/opportunity/*/', updateOpportunity],
  ['GET', '/activity/status_change/opportunity/', listStatusChanges],
  ['GET', '/event/', listEvents],
  ['GET', '/lead/', listLeads],
  ['GET', '/lead/*/', readLead],
  ['POST', '/data/search/', answerSearch],
  ['POST', '/files/upload/', prepareUpload],
];

/** Answers one request to api.close.com; every documented path ends in a slash and the bare form is redirected to it. */
export function handleApiRequest(world: World, request: ApiRequest): Answer {
  if (request.path.startsWith('/oauth2/')) return handleOauthRequest(world, request);
  if (!request.path.startsWith(`${BASE}/`)) return refuse(404, 'Not found.');
  if (!request.path.endsWith('/')) {
    const query = request.query.size > 0 ? `?${request.query}` : '';
    return { status: 301, headers: { location: `https://api.close.com${request.path}/${query}` } };
  }
  const caller = findCaller(world, request.headers.authorization);
  if (!caller) return refuse(401, 'Unauthorized');
  const path = request.path.slice(BASE.length);
  const onPath = routes.flatMap(([method, pattern, handler]) => {
    const id = matchPath(pattern, path);
    return id === undefined ? [] : [{ method, handler, id }];
  });
  const route = onPath.find(({ method }) => method === request.method);
  if (route) return route.handler(world, caller, request, route.id);
  return onPath.length > 0 ? refuse(405, 'Method not allowed.') : refuse(404, 'Not found.');
}

/** Returns the id in place of `*`, "" if the pattern has no `*`, undefined if the path does not match. */
function matchPath(pattern: string, path: string): string | undefined {
  const [before = '', after] = pattern.split('*');
  if (after === undefined) return path === pattern ? '' : undefined;
  const id = path.slice(before.length, path.length - after.length);
  return path.startsWith(before) && path.endsWith(after) && id !== '' && !id.includes('/') ? id : undefined;
}

function answerMe(world: World, { user, organization, membership }: Caller): Answer {
  const { id, name, currency, currencySymbol } = organization;
  const pipelines = describePipelines(world, organization);
  return ok({
    ...describeUser(world, user),
    memberships: [describeMembership(world, membership)],
    organizations: [{ id, name, currency, currency_symbol: currencySymbol, pipelines }],
  });
}

function answerCustomFields(world: World, { organization }: Caller): Answer {
  const fields = organization.customFieldIds.flatMap((id) => world.customFields.get(id) ?? []);
  return ok({
    fields: fields.map(describeCustomField),
    name: 'Opportunity',
    object_type: 'opportunity',
    organization_id: organization.id,
  });
}

function membershipsOf(world: World, organizationId: string, isActive: boolean): Membership[] {
  return world.memberships.filter(
    (one) => one.organizationId === organizationId && one.isActive === isActive,
  );
}

function listUsers(world: World, { organization }: Caller, { query }: ApiRequest): Answer {
  const users = membershipsOf(world, organization.id, true)
    .map((membership) => world.users.get(membership.userId))
    .filter((user): user is User => user !== undefined);
  const page = pageOf(users, query);
  if ('refusal' in page) return page.refusal;
  return ok({ ...page, data: page.data.map((user) => selectFields(describeUser(world, user), query)) });
}

function answerOrganization(
  world: World,
  { organization }: Caller,
  { query }: ApiRequest,
  id: string,
): Answer {
  if (id !== organization.id) return notFound('Organization');
  const describe = (isActive: boolean) =>
    membershipsOf(world, id, isActive).map((membership) => describeMembership(world, membership));
  const answer = {
    id,
    name: organization.name,
    currency: organization.currency,
    currency_symbol: organization.currencySymbol,
    memberships: describe(true),
    inactive_memberships: describe(false),
    pipelines: describePipelines(world, organization),
  };
  return ok(selectFields(answer, query));
}

function readOpportunity(world: World, caller: Caller, { query }: ApiRequest, id: string): Answer {
  const opportunity = findOpportunity(world, caller, id);
  if (!opportunity) return notFound('Opportunity');
  return ok(selectedOpportunity(world, opportunity, query));
}

function readLead(world: World, caller: Caller, { query }: ApiRequest, id: string): Answer {
  const lead = findLead(world, caller, id);
  return lead ? ok(selectFields(answerLead(world, lead), query)) : notFound('Lead');
}
