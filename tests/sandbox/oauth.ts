import { createHash, randomUUID } from 'node:crypto';
import { type Answer, type ApiRequest, ok, refuse } from './api/answer.ts';
import type { Reply } from './reply.ts';
import type { RecordedRequest } from './traffic-types.ts';
import type { OauthGrant, World } from './types.ts';

/** `GET /oauth2/authorize/` of the web app: answers for the signed-in user without asking. */
export function serveAuthorize(world: World, { query }: RecordedRequest): Reply {
  const { client_id: clientId = '', redirect_uri: redirectUri = '', state = '' } = query;
  const app = world.oauth.apps.get(clientId);
  const isWellFormed =
    query.response_type === 'code' &&
    query.code_challenge_method === 'S256' &&
    /^[\w-]{43}$/.test(query.code_challenge ?? '') &&
    state !== '' &&
    query.scope === 'all.full_access offline_access';
  if (!app || !isWellFormed || !/^https:\/\/[a-p]{32}\.chromiumapp\.org\/$/.test(redirectUri)) {
    return {
      status: 400,
      headers: { 'content-type': 'text/plain' },
      body: 'This app may not ask like this.',
    };
  }
  const back = new URL(redirectUri);
  back.searchParams.set('state', world.oauth.answersWithState ?? state);
  if (world.oauth.isDenied) back.searchParams.set('error', 'access_denied');
  else {
    const code = `code-${randomUUID()}`;
    const grant = { access: world.oauth.signedIn, clientId };
    world.oauth.codes.set(code, { grant, redirectUri, challenge: query.code_challenge ?? '' });
    back.searchParams.set('code', code);
  }
  return { status: 302, headers: { location: back.href }, body: '' };
}

/** `POST /oauth2/token/` and `/oauth2/revoke/`, both form-encoded; a refresh token and a code work once. */
export function handleOauthRequest(world: World, request: ApiRequest): Answer {
  const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded');
  if (request.method !== 'POST' || !isForm) return refuse(405, 'Method not allowed.');
  const form = Object.fromEntries(new URLSearchParams(request.body));
  const clientId = form.client_id ?? '';
  const app = world.oauth.apps.get(clientId);
  if (!app || app.clientSecret !== form.client_secret) return refuse(401, 'invalid_client');
  if (request.path === '/oauth2/revoke/') {
    for (const [token, grant] of world.oauth.refreshTokens) {
      if (token === form.token && grant.clientId === clientId) endGrant(world, grant);
    }
    return { status: 200 };
  }
  if (request.path !== '/oauth2/token/') return refuse(404, 'Not found.');
  const grant = form.grant_type === 'refresh_token' ? useRefreshToken(world, form) : useCode(world, form);
  return grant && grant.clientId === clientId ? issueTokens(world, grant) : refuse(400, 'invalid_grant');
}

function useRefreshToken(world: World, form: Record<string, string>): OauthGrant | undefined {
  const token = form.refresh_token ?? '';
  const grant = world.oauth.refreshTokens.get(token);
  world.oauth.refreshTokens.delete(token);
  return grant;
}

function useCode(world: World, form: Record<string, string>): OauthGrant | undefined {
  const code = world.oauth.codes.get(form.code ?? '');
  world.oauth.codes.delete(form.code ?? '');
  const challenge = createHash('sha256')
    .update(form.code_verifier ?? '')
    .digest('base64url');
  const isRight = code && code.challenge === challenge && code.redirectUri === form.redirect_uri;
  return isRight && form.grant_type === 'authorization_code' ? code.grant : undefined;
}

function issueTokens(world: World, grant: OauthGrant): Answer {
  const { accessTokenSeconds } = world.oauth;
  const accessToken = `access-${randomUUID()}`;
  const refreshToken = `refresh-${randomUUID()}`;
  world.tokens.set(accessToken, { ...grant.access, endsAt: world.now() + accessTokenSeconds * 1000 });
  world.oauth.refreshTokens.set(refreshToken, grant);
  return ok({
    access_token: accessToken,
    token_type: 'Bearer',
    expires_in: accessTokenSeconds,
    refresh_token: refreshToken,
    scope: 'all.full_access offline_access',
    organization_id: grant.access.organizationId,
    user_id: grant.access.userId,
  });
}

function endGrant(world: World, grant: OauthGrant): void {
  for (const [token, one] of world.oauth.refreshTokens) {
    if (one === grant) world.oauth.refreshTokens.delete(token);
  }
  for (const [token, access] of world.tokens) {
    if (access.endsAt !== undefined && access.userId === grant.access.userId) world.tokens.delete(token);
  }
}
