import { browser } from 'wxt/browser';
import { withLock } from '../base/with-lock.ts';
import { addedSites } from '../storage/items.ts';

/** Lists those of Close's own hosts that the user or an administrator withholds in the browser's settings. */
export async function listWithheld(): Promise<string[]> {
  const own: string[] = browser.runtime.getManifest().host_permissions ?? [];
  const allowed = await Promise.all(own.map((host) => browser.permissions.contains({ origins: [host] })));
  return own.filter((_, place) => !allowed[place]);
}

/** Lists the sites that the browser allows, by match pattern: the host permissions beyond Close's own. */
export async function listAllowedSites(): Promise<string[]> {
  const { origins = [] } = await browser.permissions.getAll();
  const { host_permissions: own = [] } = browser.runtime.getManifest();
  return origins.filter((origin) => !own.includes(origin)).sort();
}

/** A site that the user has added, by match pattern, and whether the browser allows it now. */
export type AddedSite = { site: string; isAllowed: boolean };

/** Lists the sites that the user has added, also those whose access is set to "On click" in the browser. */
export async function listAddedSites(): Promise<AddedSite[]> {
  const [allowed, added] = await Promise.all([listAllowedSites(), addedSites.read()]);
  return Promise.all(
    [...new Set([...allowed, ...added])].sort().map(async (site) => ({
      site,
      isAllowed: allowed.includes(site) || (await browser.permissions.contains({ origins: [site] })),
    })),
  );
}

const maxAdded = 500;

/** Remembers the sites that the browser allows, because it no longer lists them once it withholds them. */
export async function rememberSites(): Promise<void> {
  const allowed = await listAllowedSites();
  await addedSites.update((added) => {
    // Leaves out patterns such as "https://*/*", which the user has allowed in the browser and not added here.
    const found = allowed.filter((site) => /^[^*]+\*$/.test(site) && !added.includes(site));
    return found.length === 0 ? added : [...added, ...found].slice(-maxAdded);
  });
}

/** Gives back the permission for a site and forgets it. */
export async function removeSite(site: string): Promise<void> {
  // Locked, because the worker could still remember the site as allowed in between.
  await withSitesLock(async () => {
    await browser.permissions.remove({ origins: [site] });
    await addedSites.update((added) => added.filter((each) => each !== site));
  });
}

/** Runs one change of the sites at a time, in the worker and all pages. */
export function withSitesLock(work: () => Promise<void>): Promise<void> {
  return withLock('sites', work);
}
