import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Connection } from '../../../lib/model/connection.ts';
import { failure, type Result, success } from '../../../lib/model/result.ts';
import { createConnections } from '../../../lib/options/connections.ts';
import { resetBrowser, type Script, scriptedAsk, settled } from './scripted-ask.ts';

const connection: Connection = {
  organizationId: 'orga_a',
  organizationName: 'Northwind Trading',
  currency: 'USD',
  userId: 'user_a',
  userName: 'Ana Ruiz',
  roleId: 'admin',
};
const redirectUri = 'https://sample.chromiumapp.org/';
const list = (...connections: Connection[]) =>
  success({
    connections: connections.map((each) => ({ ...each, isOpen: true })),
    keyStorage: 'device' as const,
    isLocked: false,
  });

beforeEach(resetBrowser);

function create(script: Script = {}, authorize: (address: string) => Promise<string | undefined> = vi.fn()) {
  const background = scriptedAsk({ 'connection.list': () => list(), ...script });
  const requestIdentity = vi.fn(async () => true);
  const model = createConnections({ ask: background.ask, redirectUri, requestIdentity, authorize });
  return { ...background, ...model, requestIdentity };
}

const storedSecret = async () => (await fakeBrowser.storage.session.get('secret-handoff'))['secret-handoff'];

describe('connecting with a key', () => {
  it.each([
    ['', 'keyEmpty'],
    ['good morning', 'keyNotFound'],
  ])('sends no request if %j was pasted', async (pasted, sentence) => {
    const { connect, connecting, requests } = create();
    await connect(pasted);
    expect(connecting.value.message).toEqual({ sentence, tone: 'alert' });
    expect(requests).toEqual([]);
  });

  it('hands the key over in session storage only while it is checked', async () => {
    let handedOver: unknown;
    const { connect, connecting, isConnected, requests } = create({
      'connection.connect': async () => {
        handedOver = await storedSecret();
        return success(connection);
      },
      'connection.list': () => list(connection),
    });
    await connect('api_fictional.key');
    expect(handedOver).toMatchObject({ secret: ['api_fictional.key'] });
    expect(await storedSecret()).toBeUndefined();
    expect(JSON.stringify(requests)).not.toContain('api_');
    expect(connecting.value).toMatchObject({ isChecking: false, message: { sentence: '' } });
    expect(isConnected.value).toBe(true);
  });

  it.each([
    ['keyRefused', failure({ kind: 'unauthorized' })],
    ['problemOffline', failure({ kind: 'offline' })],
  ])('shows %s and lets the user try again', async (sentence, answer) => {
    const { connect, connecting } = create({ 'connection.connect': () => answer });
    await connect('api_fictional.key');
    expect(connecting.value).toEqual({
      connections: [],
      isChecking: false,
      message: { sentence, tone: 'alert' },
    });
  });

  it('sends one request if the button is pressed twice', async () => {
    const { promise, resolve } = Promise.withResolvers<Result<Connection>>();
    const { connect, connecting, inputsOf } = create({ 'connection.connect': () => promise });
    const connects = [connect('api_fictional.key'), connect('api_fictional.key')];
    await settled();
    expect(connecting.value.isChecking).toBe('key');
    resolve(success(connection));
    await Promise.all(connects);
    expect(inputsOf('connection.connect')).toHaveLength(1);
  });

  it('stays in progress if the connections are read again during the check', async () => {
    const { promise, resolve } = Promise.withResolvers<Result<Connection>>();
    const { connect, connecting, read } = create({ 'connection.connect': () => promise });
    const connected = connect('api_fictional.key');
    await settled();
    await read();
    expect(connecting.value.isChecking).toBe('key');
    resolve(success(connection));
    await connected;
  });

  it('leaves only a secret that expires if the page is closed while the key is checked', async () => {
    const { promise, resolve } = Promise.withResolvers<Result<Connection>>();
    const { connect } = create({ 'connection.connect': () => promise });
    const connected = connect('api_fictional.key');
    await settled();
    // A closed page cannot clean up, so this is the state it leaves.
    expect(await fakeBrowser.storage.session.get()).toEqual({
      'secret-handoff': { secret: ['api_fictional.key'], until: expect.any(Number) },
    });
    expect(await fakeBrowser.storage.local.get()).toEqual({});
    resolve(success(connection));
    await connected;
  });
});

describe('connecting through an OAuth app', () => {
  /** Grants access like a user in Close. */
  async function agree(address: string): Promise<string> {
    const state = new URL(address).searchParams.get('state');
    return `${redirectUri}?code=code_1&state=${state}`;
  }

  it('hands over the code of the same attempt', async () => {
    let handedOver: unknown;
    const { connectApp, connecting } = create(
      {
        'connection.connect': async () => {
          handedOver = await storedSecret();
          return success(connection);
        },
      },
      agree,
    );
    await connectApp('app', 'app-secret');
    expect(handedOver).toMatchObject({
      secret: { clientId: 'app', clientSecret: 'app-secret', code: 'code_1', redirectUri },
    });
    expect(connecting.value.message.sentence).toBe('');
  });

  it.each<[what: string, authorize: (address: string) => Promise<string | undefined>]>([
    ["closes Close's page", () => Promise.reject(new Error('The user did not approve access.'))],
    [
      'refuses',
      async (address) =>
        `${redirectUri}?error=access_denied&state=${new URL(address).searchParams.get('state')}`,
    ],
    ['comes back with the state of another attempt', async () => `${redirectUri}?code=code_1&state=other`],
  ])('reports it beside its own form if the user %s', async (_what, authorize) => {
    const { connectApp, connecting, inputsOf } = create({}, authorize);
    await connectApp('app', 'app-secret');
    expect(connecting.value).toMatchObject({
      isChecking: false,
      message: { sentence: 'oauthDenied', tone: 'alert', form: 'app' },
    });
    expect(inputsOf('connection.connect')).toEqual([]);
  });

  it('opens no page without the identity permission', async () => {
    const authorize = vi.fn(agree);
    const { connectApp, connecting, requestIdentity } = create({}, authorize);
    requestIdentity.mockResolvedValue(false);
    await connectApp('app', 'app-secret');
    expect(connecting.value.message).toMatchObject({ sentence: 'identityRefused', form: 'app' });
    expect(authorize).not.toHaveBeenCalled();
  });

  it('reports that Close refused the app', async () => {
    const { connectApp, connecting } = create(
      { 'connection.connect': () => failure({ kind: 'not-renewed' }) },
      agree,
    );
    await connectApp('app', 'app-secret');
    expect(connecting.value.message).toMatchObject({ sentence: 'oauthRefused', form: 'app' });
  });

  it('asks for the permission once if the button is pressed twice', async () => {
    const { connectApp, requestIdentity } = create(
      { 'connection.connect': () => success(connection) },
      agree,
    );
    await Promise.all([connectApp('app', 'app-secret'), connectApp('app', 'app-secret')]);
    expect(requestIdentity).toHaveBeenCalledOnce();
  });
});

describe('a connected organization', () => {
  it('is disconnected, and the number of its waiting changes is shown', async () => {
    const { disconnect, connecting } = create({
      'connection.remove': () => success({ waiting: 2, isStillValid: false }),
    });
    await disconnect(connection);
    expect(connecting.value.message).toEqual({ sentence: 'disconnected editsWait 2', tone: 'status' });
  });

  it('is disconnected with the note that Close still takes its key', async () => {
    const { disconnect, connecting } = create({
      'connection.remove': () => success({ waiting: 0, isStillValid: true }),
    });
    await disconnect(connection);
    expect(connecting.value.message).toEqual({ sentence: 'disconnected keyStillValid', tone: 'status' });
  });

  it.each(['disconnect', 'makeDefault'] as const)('shows why %s failed', async (verb) => {
    const { connecting, ...model } = create({
      'connection.remove': () => failure({ kind: 'storage' }),
      'connection.default': () => failure({ kind: 'storage' }),
      'connection.list': () => list(connection),
    });
    await model[verb](connection);
    expect(connecting.value.message).toEqual({ sentence: 'problemStorage', tone: 'alert' });
    expect(connecting.value.connections).toHaveLength(1);
  });

  it('is not listed if the storage cannot be read, which is shown', async () => {
    const { read, connecting, keyStorageState } = create({
      'connection.list': () => failure({ kind: 'store-unreadable' }),
    });
    await read();
    expect(connecting.value).toMatchObject({ connections: [], message: { tone: 'alert' } });
    expect(keyStorageState.value).toBeNull();
  });
});
