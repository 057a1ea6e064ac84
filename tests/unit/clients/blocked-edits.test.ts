import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createVault } from '../../../lib/connection/create-vault.ts';
import { randomBase64 } from '../../../lib/connection/encrypt.ts';
import type { Values } from '../../../lib/model/field-value.ts';
import { waitFor } from '../../harness/wait-for.ts';
import { ids, keys } from '../../sandbox/seed.ts';
import { type Sandbox, startSandbox } from '../../sandbox/server.ts';
import { type Client, installWorld, startClient } from './client.ts';

let sandbox: Sandbox;
let client: Client;
const id = '00000000-0000-4000-8000-000000000001';

beforeEach(async () => {
  sandbox = await startSandbox();
  installWorld(sandbox);
  client = await startClient('first');
  Object.assign(client.browser, {
    i18n: { getMessage: () => '' },
    action: {
      setBadgeText: async () => {},
      setBadgeBackgroundColor: async () => {},
      setTitle: async () => {},
    },
  });
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await sandbox.stop();
});

const save = (requestId = id, base: Values = { confidence: 75 }, patch: Values = { confidence: 90 }) =>
  client.save({
    ...{ id: requestId, opportunityId: ids.sampleDeal, organizationId: ids.organizations.alder },
    ...{ leadName: 'Marlow Robotics', base, patch },
  });

/** Stops the worker: its further calls fail without effect. Returns the next worker on the same device. */
function endWorker(): Promise<Client> {
  const { local, session } = client.browser.storage;
  const storage = { ...client.browser.storage, local: { ...local }, session: { ...session } };
  const fail = () => Promise.reject(new Error('No SW'));
  for (const area of [local, session]) Object.assign(area, { set: fail, remove: fail });
  return startClient('next', { ...client.browser, storage });
}

it('a change that waited for a key is sent even if the worker stops right after it accepted the key', async () => {
  sandbox.world.apiKeys.delete(keys.ana);
  expect(await save()).toMatchObject({ value: { state: 'blocked' } });
  sandbox.reset();
  const { connect, items } = client.modules;
  await items.secretHandoff.write({ secret: [keys.ana], until: Date.now() + 60_000 });
  expect(await connect.connect()).toMatchObject({ ok: true });
  const next = await endWorker();
  expect(await next.browser.alarms.get('outbox')).toBeDefined();
  expect(await next.follow(id)).toMatchObject({ state: 'saved' });
});

/** Protects the keys with a passphrase. Returns a function that enters it. */
async function setPassphrase() {
  const key = randomBase64(32);
  const vault = await createVault(key, 'orchard lantern saddle', 15);
  const { credentials, items, unlocking } = client.modules;
  await items.secretHandoff.write({ secret: key, until: Date.now() + 60_000 });
  await credentials.moveSecrets({ to: vault, forgets: false });
  return async () => {
    await items.secretHandoff.write({ secret: key, until: Date.now() + 60_000 });
    expect(await unlocking.unlockVault({})).toMatchObject({ ok: true });
  };
}

const lockVault = () => client.modules.vault.lock(true);
const everythingStored = async () => {
  const { local, session } = client.browser.storage;
  return JSON.stringify([await local.get(null), await session.get(null)]);
};
const locked = { state: 'blocked', problem: { kind: 'locked' } };

describe('under a passphrase', () => {
  const earlier = '00000000-0000-4000-8000-000000000002';
  let unlock: () => Promise<void>;
  beforeEach(async () => {
    unlock = await setPassphrase();
    const value = { value: 1_300_000 };
    expect(await save(earlier, { value: 1_250_000 }, value)).toMatchObject({ value: { state: 'saved' } });
    sandbox.requests.length = 0;
  });

  const puts = () => sandbox.requests.filter(({ method }) => method === 'PUT');

  /** Saves a change that waits, because Close refuses the key for now. */
  async function waitForClose() {
    const access = sandbox.world.apiKeys.get(keys.ana);
    sandbox.world.apiKeys.delete(keys.ana);
    expect(await save()).toMatchObject({ value: { state: 'blocked' } });
    if (access) sandbox.world.apiKeys.set(keys.ana, access);
    sandbox.requests.length = 0;
  }

  it('a change that waits when the keys lock is sealed, and sent even if the worker stops right after unlocking', async () => {
    await waitForClose();
    await lockVault();
    expect(await everythingStored()).not.toContain('Marlow Robotics');
    expect(await client.follow(id)).toEqual(locked);
    expect(await client.browser.alarms.get('outbox')).toBeUndefined();
    expect(sandbox.requests).toEqual([]);
    await unlock();
    const next = await endWorker();
    expect(await next.browser.alarms.get('outbox')).toBeDefined();
    expect(await next.follow(id)).toMatchObject({ state: 'saved' });
  });

  it('no save, undo or cancellation begins while the keys are locked', async () => {
    await waitForClose();
    await lockVault();
    const refused = { ok: false, problem: { kind: 'locked' } };
    expect(await save('00000000-0000-4000-8000-000000000003')).toEqual(refused);
    // The same request again, after a worker that stored it has died.
    expect(await save()).toEqual({ ok: true, value: locked });
    const undoing = client.undo({ changeId: earlier, id: crypto.randomUUID() });
    await expect(undoing).rejects.toMatchObject({ kind: 'locked' });
    await expect(client.cancel({ id })).rejects.toMatchObject({ kind: 'locked' });
    expect(sandbox.requests).toEqual([]);
    await unlock();
    const outbox = async () => (await client.browser.storage.local.get('outbox')).outbox;
    await waitFor('the save', async () => String(await outbox()) === '');
    expect(puts()).toHaveLength(1);
  });

  it('a save whose answer comes after the keys have locked ends with its undo once they are unlocked', async () => {
    const { promise: isSent, resolve: send } = Promise.withResolvers<void>();
    const { promise: isLocked, resolve: proceed } = Promise.withResolvers<void>();
    vi.stubGlobal('fetch', holdPut(fetch, send, isLocked));
    const saving = save();
    await isSent;
    await lockVault();
    proceed();
    expect(await saving).toEqual({ ok: true, value: locked });
    expect(await everythingStored()).not.toContain('Marlow Robotics');
    await unlock();
    const change = { before: { confidence: 75 }, after: { confidence: 90 } };
    expect(await client.follow(id)).toMatchObject({ state: 'saved', change });
    expect(puts()).toHaveLength(1);
  });
});

/** Holds back the answer to a PUT. */
function holdPut(send: typeof fetch, onSent: () => void, until: Promise<void>): typeof fetch {
  return async (input, init) => {
    const answer = await send(input, init);
    if (init?.method === 'PUT') {
      onSent();
      await until;
    }
    return answer;
  };
}
