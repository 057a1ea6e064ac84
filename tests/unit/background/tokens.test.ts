import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { connect, disconnect } from '../../../entrypoints/background/close/connect.ts';
import { readSecret } from '../../../entrypoints/background/close/credentials.ts';
import type { CloseError } from '../../../lib/close-api/errors.ts';
import { authorizationOf } from '../../../lib/connection/authorization.ts';
import { prepareAuthorization, readCode, redirectAddress } from '../../../lib/connection/authorize.ts';
import type { Secret } from '../../../lib/model/credential.ts';
import { connections, openAreas, secret, secretHandoff } from '../../../lib/storage/items.ts';
import { createSandboxFetch } from '../../sandbox/sandbox-fetch.ts';
import { ids, keys } from '../../sandbox/seed.ts';
import { type Sandbox, startSandbox } from '../../sandbox/server.ts';
import { testClient } from '../samples/close-client.ts';
import { addGetKeys } from '../storage/whole-store.ts';

const organization = ids.organizations.alder;
const redirectUri = redirectAddress('abcdefghijklmnopabcdefghijklmnop');

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.stop());
beforeEach(() => {
  fakeBrowser.reset();
  sandbox.reset();
  vi.stubGlobal('fetch', createSandboxFetch(sandbox));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const problemOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => (error as CloseError).problem,
  );
const authorization = async () => authorizationOf((await readSecret(organization)) ?? '');
const renewals = () => sandbox.requests.filter(({ body }) => String(body).includes('grant_type=refresh'));

/** Visits the authorization address like a user. Returns the address that Close redirects back to. */
async function visit(address: string): Promise<string> {
  const response = await fetch(address, { redirect: 'manual' });
  return response.headers.get('location') ?? '';
}

async function grant(app: { clientId: string; clientSecret: string } = keys.app) {
  const { address, state, verifier } = await prepareAuthorization(keys.app.clientId, redirectUri);
  const code = readCode(await visit(address), state) ?? '';
  const exchange = { grant_type: 'authorization_code', code, redirect_uri: redirectUri };
  return testClient().requestTokens(app, { ...exchange, code_verifier: verifier });
}

/** Stores tokens that are about to expire. */
async function storeExpiringTokens(): Promise<Exclude<Secret, string>> {
  const { tokens } = await grant();
  if (!tokens.renewal) throw new Error('These tokens cannot be renewed.');
  const old = { ...tokens, renewal: { ...tokens.renewal, expiresAt: Date.now() + 59_000 } };
  await secret(organization).write(old);
  return old;
}

describe('an OAuth app of the organization', () => {
  it('is authorized with a new challenge and state each time, and gives access to the organization', async () => {
    const one = await prepareAuthorization(keys.app.clientId, redirectUri);
    const other = await prepareAuthorization(keys.app.clientId, redirectUri);
    expect(new Set([one.state, one.verifier, other.state, other.verifier]).size).toBe(4);
    expect(one.verifier).toMatch(/^[\w-]{43}$/);
    expect(one.address).not.toContain(one.verifier);
    const { tokens, organizationId } = await grant();
    expect(organizationId).toBe(organization);
    expect((await testClient(authorizationOf(tokens)).readIdentity()).userName).toBe('Ana Ruiz');
    expect(tokens.renewal?.expiresAt).toBeGreaterThan(Date.now() + 3_500_000);
  });

  it('is connected by a repeated request too, although its code works only once', async () => {
    const { address, state, verifier } = await prepareAuthorization(keys.app.clientId, redirectUri);
    const code = readCode(await visit(address), state) ?? '';
    const app = { clientId: keys.app.clientId, clientSecret: keys.app.clientSecret, code, verifier };
    await secretHandoff.write({ secret: { ...app, redirectUri }, until: Date.now() + 60_000 });
    const connection = { organizationId: organization };
    expect(await connect()).toMatchObject({ value: connection });
    // Repeats the request as if the worker had stopped before it answered.
    expect(await connect()).toMatchObject({ value: connection });
    expect(await connections.read()).toMatchObject([connection]);
  });

  it('is not connected where pages could read the stored tokens', async () => {
    await openAreas.write(['local']);
    await secretHandoff.write({ secret: [keys.ana], until: Date.now() + 60_000 });
    expect(await connect()).toEqual({ ok: false, problem: { kind: 'storage-open' } });
    expect(await secret(organization).read()).toBeNull();
  });

  it.each([
    ['revokes its tokens', 'online', false],
    ['says that its tokens are still valid without a network', 'drop-before', true],
    ['says that its tokens are still valid if they are locked', 'locked', true],
  ] as const)('when disconnected %s', async (_what, state, isStillValid) => {
    addGetKeys();
    vi.spyOn(fakeBrowser.i18n, 'getMessage').mockReturnValue('');
    Object.assign(fakeBrowser, { contextMenus: { removeAll: async () => {}, create: () => {} } });
    if (state !== 'locked') await secret(organization).write((await grant()).tokens);
    if (state === 'drop-before') sandbox.fault({ path: '/oauth2/revoke/', then: state });
    expect(await disconnect({ organizationId: organization })).toMatchObject({ value: { isStillValid } });
  });

  it('refuses an answer with another state, and a denial', async () => {
    const { address, state } = await prepareAuthorization(keys.app.clientId, redirectUri);
    sandbox.world.oauth.answersWithState = 'another-state';
    expect(readCode(await visit(address), state)).toBeUndefined();
    sandbox.world.oauth.answersWithState = null;
    sandbox.world.oauth.isDenied = true;
    expect(readCode(await visit(address), state)).toBeUndefined();
  });

  it('is refused with another secret, or with a verifier that does not match the challenge', async () => {
    expect(await problemOf(grant({ ...keys.app, clientSecret: 'another' }))).toEqual({ kind: 'not-renewed' });
    const { address, state } = await prepareAuthorization(keys.app.clientId, redirectUri);
    const code = readCode(await visit(address), state) ?? '';
    const exchange = { grant_type: 'authorization_code', code, redirect_uri: redirectUri };
    const refused = testClient().requestTokens(keys.app, { ...exchange, code_verifier: 'x'.repeat(43) });
    expect(await problemOf(refused)).toEqual({ kind: 'not-renewed' });
  });
});

describe('tokens that are about to expire', () => {
  it('are renewed, and the new ones are stored before they are used', async () => {
    const old = await storeExpiringTokens();
    const used = await authorization();
    expect(used).not.toBe(authorizationOf(old));
    expect(used).toBe(`Bearer ${Object(await secret(organization).read()).accessToken}`);
    expect((await testClient(used).readIdentity()).userName).toBe('Ana Ruiz');
    expect(await authorization()).toBe(used);
    expect(renewals().length).toBe(1);
  });

  it('are renewed once for several simultaneous requests', async () => {
    await storeExpiringTokens();
    const used = await Promise.all(Array.from({ length: 8 }, authorization));
    expect(new Set(used).size).toBe(1);
    expect(renewals().length).toBe(1);
    expect((await testClient(used[0]).readIdentity()).userName).toBe('Ana Ruiz');
  });

  it.each(['drop-before', { status: 503 }, { status: 500 }] as const)(
    'are renewed by the next request if Close was not available: %j',
    async (then) => {
      const old = await storeExpiringTokens();
      sandbox.fault({ path: '/oauth2/token/', then });
      expect(await problemOf(readSecret(organization))).toBeDefined();
      expect(await secret(organization).read()).toEqual(old);
      expect((await testClient(await authorization()).readIdentity()).userName).toBe('Ana Ruiz');
    },
  );

  it('require a new connection if the answer was lost after Close renewed them', async () => {
    await storeExpiringTokens();
    sandbox.fault({ path: '/oauth2/token/', then: 'drop-after' });
    expect(await problemOf(readSecret(organization))).toEqual({ kind: 'offline' });
    expect(await problemOf(readSecret(organization))).toEqual({ kind: 'not-renewed' });
  });

  it('do not appear in a problem', async () => {
    const { renewal } = await storeExpiringTokens();
    const body = { error: `bad ${renewal?.refreshToken} ${renewal?.clientSecret}` };
    sandbox.fault({ path: '/oauth2/token/', then: { status: 400, body } });
    expect(await problemOf(readSecret(organization))).toEqual({ kind: 'not-renewed' });
  });

  it('are still usable for one request if the browser cannot store the new ones', async () => {
    await storeExpiringTokens();
    vi.spyOn(fakeBrowser.storage.local, 'set').mockRejectedValue(new Error('QUOTA_BYTES'));
    expect((await testClient(await authorization()).readIdentity()).userName).toBe('Ana Ruiz');
    vi.restoreAllMocks();
  });
});

it('revoked tokens give no access and cannot be renewed', async () => {
  const { tokens } = await grant();
  if (!tokens.renewal) throw new Error('There is nothing to revoke.');
  await testClient()
    .revokeTokens(tokens.renewal)
    .catch(() => {});
  expect(await problemOf(testClient(authorizationOf(tokens)).readIdentity())).toMatchObject({
    kind: 'unauthorized',
  });
  const again = { grant_type: 'refresh_token', refresh_token: tokens.renewal.refreshToken };
  expect(await problemOf(testClient().requestTokens(keys.app, again))).toEqual({ kind: 'not-renewed' });
});
