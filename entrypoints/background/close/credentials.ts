import { canonical } from '../../../lib/base/canonical-json.ts';
import { exclusively } from '../../../lib/base/with-lock.ts';
import { requestTokens } from '../../../lib/close-api/tokens.ts';
import { importKey, seal, unseal } from '../../../lib/connection/encrypt.ts';
import type { Input } from '../../../lib/messaging/contract.ts';
import type { Secret } from '../../../lib/model/credential.ts';
import { failure, type Result, success } from '../../../lib/model/result.ts';
import { forgetRemoved, holdsRemoved } from '../../../lib/storage/forget-removed.ts';
import { connections, keeping, openVault, secret, sessionSecret } from '../../../lib/storage/items.ts';
import { type Stored, writeTogether } from '../../../lib/storage/stored.ts';
import { leaveOpen, readHandedOver, vaultKey } from './vault.ts';

/** A token is renewed a little before it ends, so that no request is on its way with one that does. */
const marginMs = 60_000;

/** Where secrets are: on this device, in memory, or on this device under the key of the open vault. */
type Place = 'device' | 'session' | CryptoKey;

/**
 * What opens an organisation, renewed where it is about to end; null where there is nothing. Throws `CloseError`:
 * `locked` where the passphrase is missing, `not-renewed` where Close refuses to renew it, which is also what follows
 * where the answer to a renewal was lost, since the refresh token works once.
 */
export async function readSecret(organizationId: string): Promise<Secret | null> {
  const known = await read(organizationId, await findPlace());
  if (!renewalOf(known)) return known;
  return withSecrets(async () => {
    const place = await findPlace();
    // Whoever held the lock before may have renewed it.
    const latest = await read(organizationId, place);
    const renewal = renewalOf(latest);
    if (!renewal) return latest;
    const grant = { grant_type: 'refresh_token', refresh_token: renewal.refreshToken };
    const { tokens } = await requestTokens(renewal, grant);
    // First kept, then used. Where the browser keeps nothing it still opens this one request.
    await write(organizationId, place, tokens).catch(() => {});
    return tokens;
  });
}

/** Keeps what opens an organisation where the user wants secrets to be. Throws `CloseError` where that is locked. */
export function keepSecret(organizationId: string, kept: Secret): Promise<void> {
  return withSecrets(async () => write(organizationId, await findPlace(), kept));
}

/** Removes what opens an organisation and returns it, or null where it is not there or locked. */
export function takeSecret(organizationId: string): Promise<Secret | null> {
  return withSecrets(async () => {
    const taken = await findPlace()
      .then((place) => read(organizationId, place))
      .catch(() => null);
    // Together, so that whoever comes next knows that the removed key may still lie on the disk.
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
 * Makes the browser forget on disk what was removed here. Never throws, because the removal itself is done: what fails
 * is tried again when the worker starts, and is shown in the diagnostics until then.
 */
export async function forgetRemovedSecrets(): Promise<void> {
  await withSecrets(forgetRemoved).catch(() => {});
}

/** Whether something is kept that opens an organisation, under a passphrase or not. */
export async function hasSecret(organizationId: string): Promise<boolean> {
  return ((await sessionSecret(organizationId).read()) ?? (await secret(organizationId).read())) !== null;
}

/**
 * Moves every secret to where the user wants it from now on, in one write, so that none is in two places or in none.
 * `forgets` gives up those whose passphrase is lost: what is connected stays known and has to be connected again.
 */
export async function moveSecrets({ to, forgets }: Input<'secrets.move'>): Promise<Result<null>> {
  const key = await readHandedOver();
  if (typeof to === 'object' && typeof key !== 'string') return failure({ kind: 'unexpected' });
  await withSecrets(async () => {
    const place = typeof to === 'string' ? to : await importKey(String(key));
    const known = await connections.read();
    // Where a worker died after the move was stored, asking again only brings the rest to an end.
    if (canonical(await keeping.read()) !== canonical(to)) {
      const from = forgets ? 'device' : await findPlace();
      const moved: [Pick<Stored<unknown>, 'key'>, unknown][] = [
        [keeping, to],
        [holdsRemoved, true],
      ];
      for (const { organizationId } of known) {
        const held = await read(organizationId, from);
        if (place === 'session' && held) await sessionSecret(organizationId).write(held);
        moved.push([secret(organizationId), held && (await dress(place, held))]);
      }
      await writeTogether(moved);
    }
    // Only now, since until then it might be the only one.
    if (place !== 'session')
      for (const { organizationId } of known) await sessionSecret(organizationId).remove();
    if (typeof to === 'string') await openVault.remove();
    else await leaveOpen(to, String(key));
  });
  await forgetRemovedSecrets();
  return success(null);
}

// One renewal, move or removal at a time: each of them reads first and writes what follows from that.
function withSecrets<Value>(work: () => Promise<Value>): Promise<Value> {
  return exclusively('secrets', work);
}

async function findPlace(): Promise<Place> {
  const how = await keeping.read();
  return typeof how === 'string' ? how : vaultKey();
}

async function read(organizationId: string, place: Place): Promise<Secret | null> {
  if (place === 'session') return sessionSecret(organizationId).read();
  const kept = await secret(organizationId).read();
  if (typeof kept !== 'object' || !kept || !('iv' in kept)) return kept;
  return typeof place === 'string' ? null : JSON.parse(await unseal(place, kept));
}

async function write(organizationId: string, place: Place, kept: Secret): Promise<void> {
  if (place === 'session') await sessionSecret(organizationId).write(kept);
  else await secret(organizationId).write(await dress(place, kept));
}

/** A secret as it lies in local storage: nothing of it where it is in memory. */
async function dress(place: Place, kept: Secret) {
  if (place === 'session') return null;
  return place === 'device' ? kept : seal(place, JSON.stringify(kept));
}

function renewalOf(known: Secret | null) {
  const renewal = typeof known === 'object' ? known?.renewal : undefined;
  return renewal && renewal.expiresAt - marginMs < Date.now() ? renewal : undefined;
}
