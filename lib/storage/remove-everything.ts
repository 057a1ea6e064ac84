import { browser } from 'wxt/browser';
import { withLock } from '../base/with-lock.ts';
import { currentVersion } from './migrate.ts';
import { removeStorageBackup } from './storage-backup.ts';
import { withStoreAlone } from './stored.ts';

/**
 * Resets the browser to the state after installation: removes storage, menus, badges, notifications, alarms, scripts
 * and optional permissions. Runs in the worker after all connections are removed. Can be repeated.
 */
export async function removeEverything(): Promise<void> {
  await clearStorageAlone();
  // Clears again after the save in flight has ended, because it may store its result.
  await withLock('outbox', clearStorageAlone);
  await Promise.all([
    browser.alarms.clearAll(),
    browser.contextMenus.removeAll(),
    browser.scripting.unregisterContentScripts(),
    clearButtons(),
    clearNotifications(),
    returnPermissions(),
  ]);
}

// Clears without the lock if the store is unreadable, because nothing else can use it then.
function clearStorageAlone(): Promise<void> {
  return withStoreAlone(clearStorage).catch(clearStorage);
}

// Clears whole areas, because Chrome then deletes their files together with removed values.
async function clearStorage(): Promise<void> {
  const { local, session, sync } = browser.storage;
  // Removed first, because the next worker would restore the empty store from it.
  await removeStorageBackup();
  await Promise.all([local.clear(), session.clear(), sync.clear()]);
  // Stores the version, because this worker has already migrated and would not do so again.
  await local.set({ version: currentVersion });
}

async function clearButtons(): Promise<void> {
  const tabs = await browser.tabs.query({});
  await Promise.all(
    tabs.map(async ({ id: tabId }) => {
      if (tabId === undefined) return;
      // Ignores errors, because a tab may close in between.
      await browser.action.setBadgeText({ tabId, text: '' }).catch(() => {});
      await browser.action.setTitle({ tabId, title: '' }).catch(() => {});
    }),
  );
}

// The permission is optional, and without it the browser has no notifications of the extension.
async function clearNotifications(): Promise<void> {
  const shown = Object.keys((await browser.notifications?.getAll()) ?? {});
  await Promise.all(shown.map((id) => browser.notifications.clear(id)));
}

async function returnPermissions(): Promise<void> {
  const { permissions: required = [], host_permissions: hosts = [] } = browser.runtime.getManifest();
  const granted = await browser.permissions.getAll();
  await browser.permissions.remove({
    permissions: granted.permissions?.filter((name) => !required.includes(name)) ?? [],
    origins: granted.origins?.filter((host) => !hosts.includes(host)) ?? [],
  } as Parameters<typeof browser.permissions.remove>[0]);
}
