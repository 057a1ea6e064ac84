import { canonicalJson } from '../../../lib/base/canonical-json.ts';
import { withLock } from '../../../lib/base/with-lock.ts';
import { decrypt, encrypt, importKey } from '../../../lib/connection/encrypt.ts';
import type { Input } from '../../../lib/messaging/contract.ts';
import type { Secret } from '../../../lib/model/credential.ts';
import { failure, type Result, success } from '../../../lib/model/result.ts';
import { forgetRemoved, holdsRemoved } from '../../../lib/storage/forget-removed.ts';
import { connections, keyStorage, openVault, secret, sessionSecret } from '../../../lib/storage/items.ts';
import { storeResealed, storeWithoutSealed } from '../../../lib/storage/reseal.ts';
import { type StoredValue, writeTogether } from '../../../lib/storage/stored.ts';
import { createClient } from './client.ts';
import { readSecretHandoff, storeOpenVault, vaultKey } from './vault.ts';

/** Renews a token this long before it expires, so that it does not expire while a request is in flight. */
const marginMs = 60_000;

/** Says where credentials are stored: on this device, in memory, or encrypted on this device with the vault's key. */
type Place = 'device' | 'session' | CryptoKey;

/**
 * Returns an organization's credential, renewed if it is about to expire, or null. Throws `CloseError`: `locked` without
 * the passphrase, `not-renewed` if Close refuses (also after a lost answer, because a refresh token works once).
 */
export async function readSecret(organizationId: string): Promise<Secret | null> {
  const current = await read(organizationId, findPlace());
  if (!renewalOf(current)) return current;
  return withSecrets(async () => {
    const place = await findPlace();
    // The previous holder of the lock may have renewed it.
    const latest = await read(organizationId, place);
    const renewal = renewalOf(latest);
    if (!renewal) return latest;
    const grant = { grant_type: 'refresh_token', refresh_token: renewal.refreshToken };
    const { tokens } = await createClient(organizationId).requestTokens(renewal, grant);
    // Stored before it is used. If the browser cannot store it, it still serves this one request.
    await write(organizationId, place, tokens).catch(() => {});
    return tokens;
  });
}

/** Stores an organization's credential where the user has chosen. Throws `CloseError` if that storage is locked. */
export function storeSecret(organizationId: string, credential: Secret): Promise<void> {
  return withSecrets(async () => write(organizationId, await findPlace(), credential));
}

/** Removes an organization's credential and returns it, or null if it is missing or locked. */
export function takeSecret(organizationId: string): Promise<Secret | null> {
  return withSecrets(async () => {
    const taken = await findPlace()
      .then((place) => read(organizationId, place))
      .catch(() => null);
    // One write, because `holdsRemoved` must record that the removed key may still be on the disk.
    await writeTogether([
      [secret(organizationId), null],
      [holdsRemoved, true],
    ]);
    await secret(organizationId).remove();
    await sessionSecret(organizationId).remove();
    return taken;
  });
}

/**
 * Clears removed credentials from the browser's files. Never throws: the removal itself is done, a failed attempt is
 * repeated when the worker starts and shown in the diagnostics until then.
 */
export async function forgetRemovedSecrets(): Promise<void> {
  await withSecrets(forgetRemoved).catch(() => {});
}

/** Reports whether a credential is stored for an organization, encrypted or not. */
export async function hasSecret(organizationId: string): Promise<boolean> {
  return ((await sessionSecret(organizationId).read()) ?? (await secret(organizationId).read())) !== null;
}

/**
 * Moves every credential to the storage the user has chosen, and seals or opens the stored words about customers, in one
 * write, so that nothing is lost or duplicated. `forgets` drops all that needs a lost passphrase: the organizations stay
 * listed and must be connected again.
 */
export async function moveSecrets({ to, forgets }: Input<'secrets.move'>): Promise<Result<null>> {
  const key = await readSecretHandoff();
  if (typeof to === 'object' && typeof key !== 'string') return failure({ kind: 'unexpected' });
  await withSecrets(async () => {
    const place = typeof to === 'string' ? to : await importKey(String(key));
    const list = await connections.read();
    // Skipped on a repeated request after the worker died: the move is stored, only the cleanup is left.
    if (canonicalJson(await keyStorage.read()) !== canonicalJson(to)) {
      const from = forgets ? 'device' : await findPlace();
      const moved: StoredValue[] = [
        [keyStorage, to],
        [holdsRemoved, true],
      ];
      for (const { organizationId } of list) {
        const held = await read(organizationId, from);
        if (place === 'session' && held) await sessionSecret(organizationId).write(held);
        moved.push([secret(organizationId), held && (await toStored(organizationId, place, held))]);
      }
      await (forgets ? storeWithoutSealed(moved) : storeResealed(to, moved));
    }
    // Not earlier, because until the write this may be the only copy.
    if (place !== 'session')
      for (const { organizationId } of list) await sessionSecret(organizationId).remove();
    if (typeof to === 'string') await openVault.remove();
    else await storeOpenVault(to, String(key));
  });
  await forgetRemovedSecrets();
  return success(null);
}

// Runs one renewal, move or removal at a time, because each reads first and writes what follows from that.
function withSecrets<Value>(work: () => Promise<Value>): Promise<Value> {
  return withLock('secrets', work);
}

async function findPlace(): Promise<Place> {
  const chosen = await keyStorage.read();
  return typeof chosen === 'string' ? chosen : vaultKey();
}

async function read(organizationId: string, from: Place | Promise<Place>): Promise<Secret | null> {
  // At the same time, because opening a deal waits for both.
  const [place, stored] = await Promise.all([from, secret(organizationId).read()]);
  if (place === 'session') return sessionSecret(organizationId).read();
  if (typeof stored !== 'object' || !stored || !('iv' in stored)) return stored;
  if (typeof place === 'string') return null;
  // One that does not open, such as a copy from another organization's place, counts as missing.
  return decrypt(place, stored, organizationId).then(JSON.parse, () => null);
}

async function write(organizationId: string, place: Place, credential: Secret): Promise<void> {
  if (place === 'session') await sessionSecret(organizationId).write(credential);
  else await secret(organizationId).write(await toStored(organizationId, place, credential));
}

/** Returns a credential as local storage holds it: null if it is kept in memory only. */
async function toStored(organizationId: string, place: Place, credential: Secret) {
  if (place === 'session') return null;
  return place === 'device' ? credential : encrypt(place, JSON.stringify(credential), organizationId);
}

function renewalOf(credential: Secret | null) {
  const renewal = typeof credential === 'object' ? credential?.renewal : undefined;
  return renewal && renewal.expiresAt - marginMs < Date.now() ? renewal : undefined;
}
