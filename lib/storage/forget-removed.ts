import { browser } from 'wxt/browser';
import * as z from 'zod/mini';
import { readStoreCopy, removeStoreCopy, writeStoreCopy } from './store-copy.ts';
import { stored, withStoreAlone } from './stored.ts';

/** Whether a key was removed that the browser may still hold on the disk; stored together with the removal. */
export const holdsRemoved = stored('local:holds-removed', z.boolean(), false);

/**
 * Makes the browser forget removed keys on disk too: it keeps them in its log until it tidies up, but deletes the files
 * of an area that is cleared. A complete copy is stored first, so that a worker killed at any point loses nothing: the
 * next one puts it back. Throws where the store cannot be read or copied as a whole; the next start tries again.
 */
export async function forgetRemoved(): Promise<void> {
  if (!(await holdsRemoved.read())) return;
  await withStoreAlone(async () => {
    const { local } = browser.storage;
    const things = await local.get(null);
    await writeStoreCopy(things);
    await local.clear();
    await local.set(things);
    await removeStoreCopy();
  });
  // Last, because a copy that a killed worker left behind holds keys as well.
  await holdsRemoved.remove();
}

/** Puts the copy back into a store that was cleared; true where there was one. */
export async function restoreStore(): Promise<boolean> {
  const things = await readStoreCopy();
  if (things) await browser.storage.local.set(things);
  return things !== null;
}
