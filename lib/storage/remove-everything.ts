import { browser } from 'wxt/browser';
import { exclusively } from '../exclusively.ts';
import { currentVersion } from './migrate.ts';

/**
 * Leaves the browser as if the extension had just been installed: nothing stored but a version, no menu, badge, alarm or script, no
 * permission beyond those asked for at the start. For pages of the extension; connections are ended before.
 */
export async function removeEverything(): Promise<void> {
  await clearStorage();
  // A save that is being carried out ends first, and what it leaves behind goes as well.
  await exclusively('outbox', clearStorage);
  await Promise.all([
    browser.alarms.clearAll(),
    browser.contextMenus.removeAll(),
    browser.scripting.unregisterContentScripts(),
    clearButtons(),
    returnPermissions(),
  ]);
  // What other pages of the extension still show is gone as well.
  const views = browser.extension.getViews() as unknown as Window[];
  for (const view of views) if (view !== window) view.location.reload();
}

// Chrome deletes the files of an area that is cleared, and with them what it keeps of removed values.
async function clearStorage(): Promise<void> {
  const { local, session, sync } = browser.storage;
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
