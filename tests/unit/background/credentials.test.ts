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
import { listChanges } from '../../../entrypoints/background/deals/recent-changes.ts';
import { resolveDealStatus } from '../../../entrypoints/background/deals/resolve-deal.ts';
import type { CloseError } from '../../../lib/close-api/errors.ts';
import { createVault } from '../../../lib/connection/create-vault.ts';
import { randomBase64 } from '../../../lib/connection/encrypt.ts';
import type { Connection } from '../../../lib/model/connection.ts';
import type { KeyStorage } from '../../../lib/model/credential.ts';
import { connections, dealStatuses, keyStorage, openVault } from '../../../lib/storage/items.ts';
import { sealing } from '../../../lib/storage/sealing.ts';
import { askWithSecret } from '../../../lib/storage/secret-handoff.ts';
import { sealWith } from '../../../lib/storage/stored.ts';
import { addGetKeys } from '../storage/whole-store.ts';

const organizationIds = ['orga_a', 'orga_b'];
const minute = 60_000;

beforeEach(async () => {
  sealWith(sealing);
  addGetKeys();
  vi.useFakeTimers({ toFake: ['Date'] });
  await connections.write(organizationIds.map(connectionOf));
  for (const id of organizationIds) await storeSecret(id, `api_secret.${id}`);
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
const readAll = () => Promise.all(organizationIds.map(readSecret));
const all = organizationIds.map((id) => `api_secret.${id}`);

async function moveTo(to: KeyStorage, forgets = false) {
  expect(await moveSecrets({ to, forgets })).toEqual({ ok: true, value: null });
}

/** Moves all secrets into a vault with a passphrase. Returns the encryption key. */
async function moveUnderPassphrase(idleMinutes = 15): Promise<string> {
  const key = randomBase64(32);
  const to = await createVault(key, 'orchard lantern saddle', idleMinutes);
  await askWithSecret(key, () => moveTo(to));
  return key;
}

describe('the key storage', () => {
  it('is this device by default', async () => {
    expect(await onDisk()).toContain('api_secret');
    expect(await readAll()).toEqual(all);
  });

  it('until the browser closes uses memory only', async () => {
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

  it('with a passphrase stores encrypted secrets on the device, and their encryption key only in memory', async () => {
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
    'moves all secrets from %s to any other storage and leaves none behind',
    async (from) => {
      const move = (to: typeof from) => (to === 'passphrase' ? moveUnderPassphrase() : moveTo(to));
      for (const to of ['device', 'session', 'passphrase'] as const) {
        await move(from);
        await move(to);
        expect(await readAll()).toEqual(all);
        expect((await onDisk()).includes('api_secret'), `${from} to ${to}, on disk`).toBe(to === 'device');
        expect((await inMemory()).includes('api_secret'), `${from} to ${to}, in memory`).toBe(
          to === 'session',
        );
        expect((await openVault.read()) !== null).toBe(to === 'passphrase');
      }
    },
  );

  it('is unchanged if the browser cannot store the move', async () => {
    vi.spyOn(fakeBrowser.storage.local, 'set').mockRejectedValue(new Error('QUOTA_BYTES'));
    const key = randomBase64(32);
    const to = await createVault(key, 'orchard lantern saddle', 15);
    const moving = askWithSecret(key, () => moveSecrets({ to, forgets: false }));
    await expect(moving).rejects.toMatchObject({ kind: 'storage' });
    vi.restoreAllMocks();
    expect(await keyStorage.read()).toBe('device');
    expect(await readAll()).toEqual(all);
  });

  it('creates no vault without its encryption key, which a stopped worker loses', async () => {
    const to = await createVault(randomBase64(32), 'orchard lantern saddle', 15);
    expect(await moveSecrets({ to, forgets: false })).toMatchObject({ ok: false });
    expect(await readAll()).toEqual(all);
  });
});

describe('a vault', () => {
  it('locks after the idle time, which every use checks even without an alarm', async () => {
    await moveUnderPassphrase(5);
    vi.setSystemTime(Date.now() + 5 * minute - 1);
    expect(await readAll()).toEqual(all);
    vi.setSystemTime(Date.now() + 1);
    expect(await problemOf(readSecret('orga_a'))).toBe('locked');
    expect(await openVault.read()).toBeNull();
    await keepVaultOpen();
    expect(await problemOf(readSecret('orga_a'))).toBe('locked');
  });

  it('does not stay unlocked longer because the clock was set back', async () => {
    await moveUnderPassphrase(60);
    vi.setSystemTime(Date.now() + 50 * minute);
    // Looks at the clock three times in the idle time, even if nothing else happens.
    const { periodInMinutes } = (await fakeBrowser.alarms.get('look-at-clock')) ?? {};
    expect(periodInMinutes).toBe(20);
    await lock();
    expect(await readAll()).toEqual(all);
    vi.setSystemTime(Date.now() - 2 * minute);
    expect(await problemOf(readSecret('orga_a'))).toBe('locked');
    expect(await openVault.read()).toBeNull();
    expect(await fakeBrowser.alarms.get('look-at-clock')).toBeFalsy();
  });

  it('shows no changes, and no status of a deal, while it is locked, and all of them afterward', async () => {
    const key = await moveUnderPassphrase(5);
    const opportunityId = `oppo_${'a'.repeat(43)}`;
    const address = `https://app.close.com/opportunity/${opportunityId}/`;
    const status = { opportunityId, leadId: '', isChosenForLead: true, menuItems: [], chipText: 'Demo done' };
    await dealStatuses.write([status]);
    expect(await listChanges()).toMatchObject({ ok: true });
    await lock(true);
    expect(await listChanges()).toEqual({ ok: false, problem: { kind: 'locked' } });
    expect(await resolveDealStatus(address)).toBeUndefined();
    expect(await inMemory()).not.toContain('Demo done');
    await askWithSecret(key, () => unlock({}));
    expect(await listChanges()).toMatchObject({ ok: true });
    expect(await resolveDealStatus(address)).toEqual(status);
  });

  it('stays unlocked while the user is active, but not because of reads alone', async () => {
    await moveUnderPassphrase(5);
    vi.setSystemTime(Date.now() + 4 * minute);
    await keepVaultOpen();
    vi.setSystemTime(Date.now() + 4 * minute);
    expect(await readAll()).toEqual(all);
    vi.setSystemTime(Date.now() + minute);
    expect(await problemOf(readSecret('orga_a'))).toBe('locked');
  });

  it('removes its key from memory by an alarm', async () => {
    await moveUnderPassphrase(5);
    const alarm = await fakeBrowser.alarms.get('lock');
    expect(alarm?.scheduledTime).toBe(Date.now() + 5 * minute);
    await lock();
    expect(await openVault.read()).not.toBeNull();
    vi.setSystemTime(Date.now() + 5 * minute);
    await lock();
    expect(await openVault.read()).toBeNull();
  });

  it('leaves no deal in memory once it is locked', async () => {
    await moveUnderPassphrase(5);
    await fakeBrowser.storage.session.set({ 'deal:7': { leadName: 'Marlow Robotics' } });
    await lock();
    expect(await inMemory()).toContain('Marlow Robotics');
    await lock(true);
    expect(await inMemory()).not.toContain('Marlow Robotics');
  });

  it('is unlocked with the handed-over key, which is then removed from the handoff', async () => {
    const key = await moveUnderPassphrase();
    await lock(true);
    expect(await problemOf(readSecret('orga_a'))).toBe('locked');
    expect(await unlock({})).toMatchObject({ ok: false });
    expect(await askWithSecret(key, () => unlock({}))).toEqual({ ok: true, value: null });
    expect(await readAll()).toEqual(all);
    expect(await inMemory()).not.toContain('secret-handoff');
  });

  it('while locked refuses to move or store secrets, but allows removing them', async () => {
    await moveUnderPassphrase();
    await lock(true);
    const moving = moveSecrets({ to: 'device', forgets: false });
    await expect(moving).rejects.toMatchObject({ problem: { kind: 'locked' } });
    expect(await problemOf(storeSecret('orga_a', 'api_secret.newer'))).toBe('locked');
    expect(await takeSecret('orga_a')).toBeNull();
    expect(await hasSecret('orga_a')).toBe(false);
  });

  it('is removed with its secrets if the passphrase is forgotten, while the connections are kept', async () => {
    await moveUnderPassphrase();
    await lock(true);
    await moveTo('device', true);
    expect(await readAll()).toEqual([null, null]);
    expect((await connections.read()).length).toBe(2);
    await storeSecret('orga_a', 'api_secret.newer');
    expect(await readSecret('orga_a')).toBe('api_secret.newer');
  });
});
