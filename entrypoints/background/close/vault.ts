import { browser } from 'wxt/browser';
import { exclusively } from '../../../lib/base/with-lock.ts';
import { CloseError } from '../../../lib/close-api/errors.ts';
import { importKey } from '../../../lib/connection/encrypt.ts';
import type { Input } from '../../../lib/messaging/contract.ts';
import type { Vault } from '../../../lib/model/credential.ts';
import { failure, type Result, success } from '../../../lib/model/result.ts';
import { forgetDeals } from '../../../lib/popup-cache/remembered-deals.ts';
import { type HandedOver, handedOver, keeping, openVault } from '../../../lib/storage/items.ts';

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
  if (!isLocking) return open;
  // It may be the vault's key, of a page that was closed before its answer.
  await handedOver.remove();
  await forgetDeals();
  return open;
}

/** Leaves the vault open, until nothing was done for its idle time. */
export async function leaveOpen({ idleMinutes }: Vault, key: string): Promise<void> {
  const until = Date.now() + idleMinutes * 60_000;
  await openVault.write({ key, until });
  await browser.alarms.create(lockAlarm, { when: until });
}

/** Opens the vault with its key, which a page has found behind the passphrase; `vault` where it asks more rounds now. */
export function unlock({ vault }: Input<'vault.unlock'>): Promise<Result<null>> {
  // Under the lock of a move, or a vault could be stored that the keys were just moved out of.
  return exclusively('secrets', async () => {
    const [key, known] = await Promise.all([readHandedOver(), keeping.read()]);
    if (typeof key !== 'string' || typeof known === 'string') return failure({ kind: 'locked' });
    if (vault) await keeping.write(vault);
    await leaveOpen(vault ?? known, key);
    return success(null);
  });
}

/** What a page handed over, null where nothing is there. Only what expired is removed: the rest the page removes. */
export async function readHandedOver(): Promise<HandedOver | null> {
  const handed = await handedOver.update((known) => (known && known.until <= Date.now() ? null : known));
  return handed?.secret ?? null;
}
