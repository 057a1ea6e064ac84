import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { randomBase64 } from '../../../lib/connection/encrypt.ts';
import { wrapKey } from '../../../lib/connection/vault.ts';
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

const save = () =>
  client.save({
    ...{ id, opportunityId: ids.sampleDeal, organizationId: ids.organizations.alder, leadName: '' },
    ...{ base: { confidence: 75 }, patch: { confidence: 90 } },
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
  const { secretHandoff } = await import('../../../lib/storage/items.ts');
  const { connect } = await import('../../../entrypoints/background/close/connect.ts');
  await secretHandoff.write({ secret: [keys.ana], until: Date.now() + 60_000 });
  expect(await connect()).toMatchObject({ ok: true });
  const next = await endWorker();
  expect(await next.browser.alarms.get('outbox')).toBeDefined();
  expect(await next.follow(id)).toMatchObject({ state: 'saved' });
});

it('a change that waited for the passphrase is sent even if the worker stops right after it unlocked the vault', async () => {
  const key = randomBase64(32);
  const vault = await wrapKey(key, 'orchard lantern saddle', 15);
  const { openVault, secretHandoff } = await import('../../../lib/storage/items.ts');
  const { moveSecrets } = await import('../../../entrypoints/background/close/credentials.ts');
  const { unlockVault } = await import('../../../entrypoints/background/close/unlock-vault.ts');
  await secretHandoff.write({ secret: key, until: Date.now() + 60_000 });
  await moveSecrets({ to: vault, forgets: false });
  await openVault.remove();
  expect(await save()).toMatchObject({ value: { state: 'blocked', problem: { kind: 'locked' } } });
  expect(await unlockVault({})).toMatchObject({ ok: true });
  const next = await endWorker();
  expect(await next.browser.alarms.get('outbox')).toBeDefined();
  expect(await next.follow(id)).toMatchObject({ state: 'saved' });
});
