import { browser } from 'wxt/browser';
import { exclusively } from '../base/with-lock.ts';
import { currentVersion } from './migrate.ts';
import { removeStoreCopy } from './store-copy.ts';
import { withStoreAlone } from './stored.ts';

/**
 * Leaves the browser as if the extension had just been installed: nothing stored but a version, no menu, badge, alarm or
 * script, no permission beyond those asked for at the start. For the worker; connections are ended before. May be repeated.
 */
export async function removeEverything(): Promise<void> {
  await clearStorageAlone();
  // A save that is being carried out ends first, and what it leaves behind goes as well.
  await exclusively('outbox', clearStorageAlone);
  await Promise.all([
    browser.alarms.clearAll(),
    browser.contextMenus.removeAll(),
    browser.scripting.unregisterContentScripts(),
    clearButtons(),
    returnPermissions(),
  ]);
}

// Where the store cannot be read nothing else uses it, and that is one more reason to remove it.
function clearStorageAlone(): Promise<void> {
  return withStoreAlone(clearStorage).catch(clearStorage);
}

// Chrome deletes the files of an area that is cleared, and with them what it keeps of removed values.
async function clearStorage(): Promise<void> {
  const { local, session, sync } = browser.storage;
  // First, because the next worker would put it back into the empty store.
  await removeStoreCopy();
  await Promise.all([local.clear(), session.clear(), sync.clear()]);
  // Says how whatever comes next is stored; the worker that goes on would not say it again.
  await local.set({ version: currentVersion });
}

async function clearButtons(): Promise<void> {
  const tabs = await browser.tabs.query({});
  await Promise.all(
    tabs.map(async ({ id: tabId }) => {
      if (tabId === undefined) return;
      // A tab may close in between, and then there is nothing to clear.
      await browser.action.setBadgeText({ tabId, text: '' }).catch(() => {});
      await browser.action.setTitle({ tabId, title: '' }).catch(() => {});
    }),
  );
}

async function returnPermissions(): Promise<void> {
  const { permissions: required = [], host_permissions: hosts = [] } = browser.runtime.getManifest();
  const granted = await browser.permissions.getAll();
  await browser.permissions.remove({
    permissions: granted.permissions?.filter((name) => !required.includes(name)) ?? [],
    origins: granted.origins?.filter((host) => !hosts.includes(host)) ?? [],
  } as Parameters<typeof browser.permissions.remove>[0]);
}
