import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import {
  hasSecret,
  moveSecrets,
  readSecret,
  storeSecret,
  takeSecret,
} from '../../../entrypoints/background/close/credentials.ts';
import { keepVaultOpen, lock, unlock } from '../../../entrypoints/background/close/vault.ts';
import type { CloseError } from '../../../lib/close-api/errors.ts';
import { randomBase64 } from '../../../lib/connection/encrypt.ts';
import { wrapKey } from '../../../lib/connection/vault.ts';
import type { Connection } from '../../../lib/model/connection.ts';
import type { KeyStorage } from '../../../lib/model/credential.ts';
import { connections, keyStorage, openVault } from '../../../lib/storage/items.ts';
import { askWithSecret } from '../../../lib/storage/secret-handoff.ts';
import { addGetKeys } from '../storage/whole-store.ts';

const places = ['orga_a', 'orga_b'];
const minute = 60_000;

beforeEach(async () => {
  addGetKeys();
  vi.useFakeTimers({ toFake: ['Date'] });
  await connections.write(places.map(connectionOf));
  for (const place of places) await storeSecret(place, `api_secret.${place}`);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
  fakeBrowser.reset();
});

function connectionOf(organizationId: string): Connection {
  const names = { organizationName: organizationId, userName: 'Ana Ruiz' };
  return { ...{ organizationId, currency: 'USD', userId: 'user_a', roleId: 'admin' }, ...names };
}

const onDisk = async () => JSON.stringify(await fakeBrowser.storage.local.get(null));
const inMemory = async () => JSON.stringify(await fakeBrowser.storage.session.get(null));
const problemOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => (error as CloseError).problem.kind,
  );
const readAll = () => Promise.all(places.map(readSecret));
const all = places.map((place) => `api_secret.${place}`);

async function moveTo(to: KeyStorage, forgets = false) {
  expect(await moveSecrets({ to, forgets })).toEqual({ ok: true, value: null });
}

/** Moves everything under a passphrase; returns the key that it opens. */
async function moveUnderPassphrase(idleMinutes = 15): Promise<string> {
  const key = randomBase64(32);
  const to = await wrapKey(key, 'orchard lantern saddle', idleMinutes);
  await askWithSecret(key, () => moveTo(to));
  return key;
}

describe('where secrets are kept', () => {
  it('is this device at first', async () => {
    expect(await onDisk()).toContain('api_secret');
    expect(await readAll()).toEqual(all);
  });

  it('is memory alone until the browser closes', async () => {
    await moveTo('session');
    expect(await onDisk()).not.toContain('api_secret');
    expect(await readAll()).toEqual(all);
    await storeSecret('orga_a', 'api_secret.newer');
    expect(await onDisk()).not.toContain('api_secret');
    expect(await readSecret('orga_a')).toBe('api_secret.newer');
    await fakeBrowser.storage.session.clear();
    expect(await readAll()).toEqual([null, null]);
    expect(await hasSecret('orga_a')).toBe(false);
  });

  it('is this device under a passphrase, the key to it in memory alone', async () => {
    const key = await moveUnderPassphrase();
    expect(await onDisk()).not.toContain('api_secret');
    expect(await onDisk()).not.toContain(key);
    expect(await inMemory()).not.toContain('api_secret');
    expect(await readAll()).toEqual(all);
    await storeSecret('orga_a', { accessToken: 'token_newer' });
    expect(await onDisk()).not.toContain('token_newer');
    expect(await readSecret('orga_a')).toEqual({ accessToken: 'token_newer' });
  });

  it.each(['device', 'session', 'passphrase'] as const)(
    'moves on from %s to anywhere, and is there alone',
    async (from) => {
      const go = (to: typeof from) => (to === 'passphrase' ? moveUnderPassphrase() : moveTo(to));
      for (const to of ['device', 'session', 'passphrase'] as const) {
        await go(from);
        await go(to);
        expect(await readAll()).toEqual(all);
        expect((await onDisk()).includes('api_secret'), `${from} to ${to}, on disk`).toBe(to === 'device');
        expect((await inMemory()).includes('api_secret'), `${from} to ${to}, in memory`).toBe(
          to === 'session',
        );
        expect((await openVault.read()) !== null).toBe(to === 'passphrase');
      }
    },
  );

  it('stays as it is where the browser does not store the move', async () => {
    vi.spyOn(fakeBrowser.storage.local, 'set').mockRejectedValue(new Error('QUOTA_BYTES'));
    const key = randomBase64(32);
    const to = await wrapKey(key, 'orchard lantern saddle', 15);
    const moving = askWithSecret(key, () => moveSecrets({ to, forgets: false }));
    await expect(moving).rejects.toMatchObject({ kind: 'storage' });
    vi.restoreAllMocks();
    expect(await keyStorage.read()).toBe('device');
    expect(await readAll()).toEqual(all);
  });

  it('makes no vault without its key, as where a worker died with it', async () => {
    const to = await wrapKey(randomBase64(32), 'orchard lantern saddle', 15);
    expect(await moveSecrets({ to, forgets: false })).toMatchObject({ ok: false });
    expect(await readAll()).toEqual(all);
  });
});

describe('a vault', () => {
  it('locks after the idle time, looked at on use and without any alarm', async () => {
    await moveUnderPassphrase(5);
    vi.setSystemTime(Date.now() + 5 * minute - 1);
    expect(await readAll()).toEqual(all);
    vi.setSystemTime(Date.now() + 1);
    expect(await problemOf(readSecret('orga_a'))).toBe('locked');
    expect(await openVault.read()).toBeNull();
    await keepVaultOpen();
    expect(await problemOf(readSecret('orga_a'))).toBe('locked');
  });

  it('stays open while the user is at work, which reading alone is not', async () => {
    await moveUnderPassphrase(5);
    vi.setSystemTime(Date.now() + 4 * minute);
    await keepVaultOpen();
    vi.setSystemTime(Date.now() + 4 * minute);
    expect(await readAll()).toEqual(all);
    vi.setSystemTime(Date.now() + minute);
    expect(await problemOf(readSecret('orga_a'))).toBe('locked');
  });

  it('has an alarm that takes the key out of memory', async () => {
    await moveUnderPassphrase(5);
    const alarm = await fakeBrowser.alarms.get('lock');
    expect(alarm?.scheduledTime).toBe(Date.now() + 5 * minute);
    await lock();
    expect(await openVault.read()).not.toBeNull();
    vi.setSystemTime(Date.now() + 5 * minute);
    await lock();
    expect(await openVault.read()).toBeNull();
  });

  it('leaves nothing of a deal in memory once it is locked', async () => {
    await moveUnderPassphrase(5);
    await fakeBrowser.storage.session.set({ 'deal:7': { leadName: 'Marlow Robotics' } });
    await lock();
    expect(await inMemory()).toContain('Marlow Robotics');
    await lock(true);
    expect(await inMemory()).not.toContain('Marlow Robotics');
  });

  it('opens again with the key that was handed over, which is gone from there', async () => {
    const key = await moveUnderPassphrase();
    await lock(true);
    expect(await problemOf(readSecret('orga_a'))).toBe('locked');
    expect(await unlock({})).toMatchObject({ ok: false });
    expect(await askWithSecret(key, () => unlock({}))).toEqual({ ok: true, value: null });
    expect(await readAll()).toEqual(all);
    expect(await inMemory()).not.toContain('secret-handoff');
  });

  it('refuses to move or to keep anything while it is locked, but lets it be removed', async () => {
    await moveUnderPassphrase();
    await lock(true);
    const moving = moveSecrets({ to: 'device', forgets: false });
    await expect(moving).rejects.toMatchObject({ problem: { kind: 'locked' } });
    expect(await problemOf(storeSecret('orga_a', 'api_secret.newer'))).toBe('locked');
    expect(await takeSecret('orga_a')).toBeNull();
    expect(await hasSecret('orga_a')).toBe(false);
  });

  it('is given up where the passphrase is forgotten: its secrets go, what was connected stays known', async () => {
    await moveUnderPassphrase();
    await lock(true);
    await moveTo('device', true);
    expect(await readAll()).toEqual([null, null]);
    expect((await connections.read()).length).toBe(2);
    await storeSecret('orga_a', 'api_secret.newer');
    expect(await readSecret('orga_a')).toBe('api_secret.newer');
  });
});
