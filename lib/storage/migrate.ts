import { browser } from 'wxt/browser';
import { restoreStore } from './forget-removed.ts';
import { toVersion2 } from './migrations/version-2.ts';
import { readRaw, StorageError } from './stored.ts';

/**
 * One for each version after the first, in order: what becomes of the thing that is stored under `name`. Pure, returns
 * what it was given where nothing changes, and leaves damaged things as they are.
 */
const migrations: readonly ((name: string, value: unknown) => unknown)[] = [toVersion2];

/** The version in which this extension stores things. */
export const currentVersion = migrations.length + 1;

/**
 * Brings all that is stored on this device to the current version, in one write: a worker that is killed in the middle
 * has changed nothing. Costs the reading of one key where there is nothing to do. Throws where that fails, and where a
 * later version of the extension has been here, whose data must not be touched.
 */
export async function migrate(): Promise<void> {
  const { local } = browser.storage;
  let version = await readRaw(local, 'version');
  // Only a new store and one that was cleared have none.
  if (version === undefined && (await restoreStore())) version = await readRaw(local, 'version');
  const from = typeof version === 'number' ? version : 1;
  if (from > currentVersion) throw new StorageError('store-newer');
  if (from === currentVersion) return;
  const changed: Record<string, unknown> = { version: currentVersion };
  for (const name of await local.getKeys()) {
    const value = await readRaw(local, name);
    const migrated = migrations.slice(from - 1).reduce((before, toNext) => toNext(name, before), value);
    if (migrated !== value) changed[name] = migrated;
  }
  await local.set(changed);
}
