import { browser } from 'wxt/browser';
import { withLock } from '../../../lib/base/with-lock.ts';
import { CloseError } from '../../../lib/close-api/errors.ts';
import { importKey } from '../../../lib/connection/encrypt.ts';
import type { Input } from '../../../lib/messaging/contract.ts';
import type { Vault } from '../../../lib/model/credential.ts';
import { failure, type Result, success } from '../../../lib/model/result.ts';
import { forgetDeals } from '../../../lib/popup-cache/remembered-deals.ts';
import { isVaultOpen } from '../../../lib/storage/is-vault-open.ts';
import {
  advice,
  intent,
  keyStorage,
  openVault,
  type SecretHandoff,
  secretHandoff,
} from '../../../lib/storage/items.ts';

/** Names the alarm that locks the vault after its idle time; reading the key checks the clock too. */
export const lockAlarm = 'lock';

/** Names the alarm that looks at the clock while the vault is open, so that setting it back is noticed. */
export const clockAlarm = 'look-at-clock';

/** Looks at the clock within one idle time, because each of them wakes the worker, and setting it back gains no more than the time between two. */
const looksInIdleTime = 3;

/** Time without a look at the clock, so that not every use is written. */
const lookEveryMs = 10_000;

/** Returns the key of the open vault. Throws `CloseError` if it is locked or its idle time is over. */
export async function vaultKey(): Promise<CryptoKey> {
  const open = await lock();
  if (!open) throw new CloseError({ kind: 'locked' });
  return importKey(open.key);
}

/** Restarts the idle time of an open vault, because the user is working. */
export async function keepVaultOpen(): Promise<void> {
  const vault = await keyStorage.read();
  if (typeof vault !== 'object') return;
  const until = Date.now() + vault.idleMinutes * 60_000;
  // Checked and changed in one step, or a vault locked at the same moment would be reopened.
  const open = await openVault.update((current) =>
    current && isVaultOpen(current) ? { ...current, until } : current,
  );
  if (open?.until === until) await browser.alarms.create(lockAlarm, { when: until });
}

/** Returns whether the user has to enter the passphrase before anything of theirs is shown. */
export async function isLocked(): Promise<boolean> {
  return typeof (await keyStorage.read()) === 'object' && (await lock()) === null;
}

/** Locks the vault if its idle time is over or the clock was set back, or at once; returns the open vault, or null. */
export async function lock(atOnce = false) {
  let isLocking = false;
  const open = await openVault.update((current) => {
    isLocking = current !== null && (atOnce || !isVaultOpen(current));
    if (isLocking || !current) return null;
    return Date.now() - (current.seenAt ?? 0) < lookEveryMs ? current : { ...current, seenAt: Date.now() };
  });
  if (!isLocking) return open;
  await browser.alarms.clear(clockAlarm);
  // This may be the vault's key, left by a page that was closed before its answer.
  await secretHandoff.remove();
  await forgetDeals();
  await advice.remove();
  await forgetShown();
  return open;
}

// Forgets what was shown or offered outside of the editor. What the user has just asked for waits for the passphrase.
async function forgetShown(): Promise<void> {
  const { session } = browser.storage;
  const names = await session.getKeys();
  await session.remove(names.filter((name) => /^(?:outcome|offered|taken-intent):/.test(name)));
  for (const tabId of names.flatMap((name) => /^intent:(\d+)$/.exec(name)?.[1] ?? [])) {
    await intent(Number(tabId)).update((current) =>
      current && current.expiresAt <= Date.now() ? null : current,
    );
  }
}

/** Stores the vault's key as open and starts its idle time. */
export async function storeOpenVault({ idleMinutes }: Vault, key: string): Promise<void> {
  const until = Date.now() + idleMinutes * 60_000;
  await openVault.write({ key, until, seenAt: Date.now() });
  await browser.alarms.create(lockAlarm, { when: until });
  await browser.alarms.create(clockAlarm, { periodInMinutes: idleMinutes / looksInIdleTime });
}

/** Opens the vault with the key that a page derived from the passphrase; stores `vault` if it needs more rounds. */
export function unlock({ vault }: Input<'vault.unlock'>): Promise<Result<null>> {
  // Shares the lock with `moveSecrets`, or this could store a vault that the keys were just moved out of.
  return withLock('secrets', async () => {
    const [key, chosen] = await Promise.all([readSecretHandoff(), keyStorage.read()]);
    if (typeof key !== 'string' || typeof chosen === 'string') return failure({ kind: 'locked' });
    if (vault) await keyStorage.write(vault);
    await storeOpenVault(vault ?? chosen, key);
    return success(null);
  });
}

/** Returns what a page handed over, or null. Removes it only if it has expired: otherwise the page does. */
export async function readSecretHandoff(): Promise<SecretHandoff | null> {
  const handoff = await secretHandoff.update((current) =>
    current && current.until <= Date.now() ? null : current,
  );
  return handoff?.secret ?? null;
}
