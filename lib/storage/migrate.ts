import { browser } from 'wxt/browser';
import { restoreStore } from './forget-removed.ts';
import { toVersion2 } from './migrations/version-2.ts';
import { readRaw, StorageError } from './stored.ts';

/**
 * Migrations to version 2 and later, in order. Each is pure, returns the migrated value of `name`, and returns the
 * same value if nothing changes or the value is damaged.
 */
const migrations: readonly ((name: string, value: unknown) => unknown)[] = [toVersion2];

/** The storage version of this release. */
export const currentVersion = migrations.length + 1;

/**
 * Migrates `local` storage to the current version in one write, so that a killed worker leaves it unchanged. Throws if
 * that fails, or if a later version of the extension has written the data.
 */
export async function migrate(): Promise<void> {
  const { local } = browser.storage;
  let version = await readRaw(local, 'version');
  // Only a new or a cleared store has no version.
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
