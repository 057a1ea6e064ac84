import { browser } from 'wxt/browser';
import { CloseError } from '../../lib/close-api/errors.ts';
import { importKey } from '../../lib/connection/seal.ts';
import type { Input } from '../../lib/messaging/contract.ts';
import { failure, type Result, success } from '../../lib/result.ts';
import { handedOver, keeping, openVault, type Vault } from '../../lib/storage/items.ts';
import { forgetDeals } from '../../lib/storage/remembered-deals.ts';

/** The alarm that locks after the chosen idle time; whoever wants the key looks at the clock as well. */
export const lockAlarm = 'lock';

/** The key of the open vault. Throws `CloseError` where it is locked, also where it should have been by now. */
export async function vaultKey(): Promise<CryptoKey> {
  const open = await lock();
  if (!open) throw new CloseError({ kind: 'locked' });
  return importKey(open.key);
}

/** The user is at work: an open vault stays open for another idle time. */
export async function keepVaultOpen(): Promise<void> {
  const vault = await keeping.read();
  if (typeof vault !== 'object') return;
  const until = Date.now() + vault.idleMinutes * 60_000;
  // In one step with the look whether it is open, or a vault that is locked at this moment would be opened again.
  const open = await openVault.update((known) =>
    known && known.until > Date.now() ? { ...known, until } : known,
  );
  if (open?.until === until) await browser.alarms.create(lockAlarm, { when: until });
}

/** Locks where the idle time is over, or at once; returns what is open still. */
export async function lock(atOnce = false) {
  let isLocking = false;
  const open = await openVault.update((known) => {
    isLocking = known !== null && (atOnce || known.until <= Date.now());
    return isLocking ? null : known;
  });
  if (isLocking) await forgetDeals();
  return open;
}

/** Leaves the vault open, until nothing was done for its idle time. */
export async function leaveOpen({ idleMinutes }: Vault, key: string): Promise<void> {
  const until = Date.now() + idleMinutes * 60_000;
  await openVault.write({ key, until });
  await browser.alarms.create(lockAlarm, { when: until });
}

/** Opens the vault with its key, which a page has found behind the passphrase; `vault` where it asks more rounds now. */
export async function unlock({ vault }: Input<'vault.unlock'>): Promise<Result<null>> {
  const key = await takeHandedOver();
  if (vault && key) await keeping.write(vault);
  const how = await keeping.read();
  // Nothing is handed over where a worker was killed after it had taken the key.
  if (!key || typeof how === 'string') return failure({ kind: 'locked' });
  await leaveOpen(how, key);
  return success(null);
}

/** What was handed over as a text, "" where there is none, and it is gone from there then. */
export async function takeHandedOver(): Promise<string> {
  const handed = await handedOver.read();
  await handedOver.remove();
  return typeof handed === 'string' ? handed : '';
}
