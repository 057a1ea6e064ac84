import { browser } from 'wxt/browser';
import * as z from 'zod/mini';
import { readStorageBackup, removeStorageBackup, writeStorageBackup } from './storage-backup.ts';
import { stored, withStoreAlone } from './stored.ts';

/** Whether the browser may still have a removed key on disk; stored together with the removal. */
export const holdsRemoved = stored('local:holds-removed', z.boolean(), false);

/**
 * Deletes removed keys from disk by clearing and refilling the store, because the browser keeps removed values in its
 * log until then. A copy protects against a killed worker. Throws if reading or copying fails; the next start retries.
 */
export async function forgetRemoved(): Promise<void> {
  if (!(await holdsRemoved.read())) return;
  await withStoreAlone(async () => {
    const { local } = browser.storage;
    const things = await local.get(null);
    await writeStorageBackup(things);
    await local.clear();
    await local.set(things);
    await removeStorageBackup();
  });
  // Removed last, because a copy from a killed worker contains keys too.
  await holdsRemoved.remove();
}

/** Restores a cleared store from its copy; returns whether there was a copy. */
export async function restoreStore(): Promise<boolean> {
  const things = await readStorageBackup();
  if (things) await browser.storage.local.set(things);
  return things !== null;
}
