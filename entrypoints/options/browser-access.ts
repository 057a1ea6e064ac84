import { browser } from 'wxt/browser';
import type { BrowserFacts } from '../../lib/options/diagnostics.ts';
import { listAllowedSites } from '../../lib/sites/sites.ts';

/** Asks the user for a permission; has to be called within a click. */
export function requestPermission(name: 'identity' | 'notifications'): Promise<boolean> {
  return browser.permissions.request({ permissions: [name] });
}

const idle = { permissions: ['idle' as const] };

/** The permission to notice that the computer locks. Granting it has to happen within a click. */
export const computerLock = {
  isNoticed: () => browser.permissions.contains(idle),
  setNoticed: (isWanted: boolean) =>
    isWanted ? browser.permissions.request(idle) : browser.permissions.remove(idle),
};

/** Asks the user to allow a site; has to be called within a click. */
export function requestSite(site: string): Promise<boolean> {
  return browser.permissions.request({ origins: [site] });
}

/** Calls `changed` whenever a permission is added or removed, also in the browser's own settings. */
export function watchSites(changed: () => void): void {
  browser.permissions.onAdded.addListener(changed);
  browser.permissions.onRemoved.addListener(changed);
}

/** Opens Close's page and resolves to the address it redirects to. Rejects if the user closes the page. */
export function authorize(address: string): Promise<string | undefined> {
  return browser.identity.launchWebAuthFlow({ url: address, interactive: true });
}

/** Returns the facts for the diagnostics that only the browser knows. */
export async function readBrowser(): Promise<BrowserFacts> {
  const { local, session, sync } = browser.storage;
  const [granted, sites, localBytes, sessionBytes, syncBytes] = await Promise.all([
    browser.permissions.getAll(),
    listAllowedSites(),
    local.getBytesInUse(),
    session.getBytesInUse(),
    sync.getBytesInUse(),
  ]);
  return {
    version: browser.runtime.getManifest().version,
    browser: navigator.userAgent,
    storage: { local: localBytes, session: sessionBytes, sync: syncBytes },
    permissions: granted.permissions ?? [],
    sites: sites.length,
  };
}

/** Finds the tab that was used last, apart from this one. */
export async function findLastTab(): Promise<number | undefined> {
  const own = await browser.tabs.getCurrent();
  const others = (await browser.tabs.query({})).filter(({ id }) => id !== undefined && id !== own?.id);
  return others.sort((a, b) => (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0))[0]?.id;
}

/** Reloads the other pages of the extension, because they still show removed data. */
export function reloadOtherPages(): void {
  const views = browser.extension.getViews() as unknown as Window[];
  for (const view of views) if (view !== window) view.location.reload();
}

/** Opens the browser's page of keyboard shortcuts. */
export function openShortcuts(): void {
  void browser.tabs.create({ url: 'chrome://extensions/shortcuts' });
}

/** Returns whether the toolbar shows the extension's button. */
export async function readIsPinned(): Promise<boolean> {
  return (await browser.action.getUserSettings()).isOnToolbar ?? false;
}

/** Opens the page that tries the editor on sample deals. */
export function openSample(): void {
  void browser.tabs.create({ url: browser.runtime.getURL('/sample.html') });
}
