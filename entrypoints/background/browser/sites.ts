import { browser } from 'wxt/browser';
import { listAllowedSites, rememberSites, withSitesLock } from '../../../lib/sites/sites.ts';
import { updateChips } from './chip.ts';

const script = { id: 'sites', js: ['site.js'] };

/**
 * Registers the script for the sites that the browser allows, because the user can also change those in the browser's
 * settings, and remembers them.
 */
export async function registerSites(): Promise<void> {
  // Locked, because the start of the worker and the event that woke it may both call this.
  await withSitesLock(async () => {
    await registerScript(await listAllowedSites());
    // Last, because it fails while the store cannot be used.
    await rememberSites();
  });
}

async function registerScript(matches: string[]): Promise<void> {
  // An update of the extension drops the registered scripts.
  const registered = await browser.scripting.getRegisteredContentScripts();
  if (String(registered.flatMap((each) => each.matches ?? []).sort()) === String(matches)) return;
  await browser.scripting.unregisterContentScripts();
  if (matches.length > 0) await browser.scripting.registerContentScripts([{ ...script, matches }]);
}

/** Starts the script on newly added sites, including their open tabs. */
export async function startOnSites({ origins = [] }: { origins?: string[] }): Promise<void> {
  await registerSites();
  for (const { id } of await browser.tabs.query({ url: origins }))
    if (id !== undefined)
      browser.scripting.executeScript({ target: { tabId: id }, files: ['/site.js'] }).catch(() => {});
}

/** Stops the script on removed sites, including their open tabs. */
export async function stopOnSites(): Promise<void> {
  await registerSites();
  await updateChips();
}
