import { browser } from 'wxt/browser';
import { withLock } from '../../../lib/base/with-lock.ts';
import { listSites } from '../../../lib/sites/sites.ts';
import { updateChips } from './chip.ts';

const script = { id: 'sites', js: ['site.js'] };

/**
 * Registers the script for the sites that the user has added. The browser's permissions are the only list of them, because
 * the user can also change those in the browser's settings.
 */
export async function registerSites(): Promise<void> {
  // Locked, because the start of the worker and the event that woke it may both call this.
  await withLock('sites', async () => {
    const matches = await listSites();
    // An update of the extension drops the registered scripts.
    const registered = await browser.scripting.getRegisteredContentScripts();
    if (String(registered.flatMap((each) => each.matches ?? []).sort()) === String(matches)) return;
    await browser.scripting.unregisterContentScripts();
    if (matches.length > 0) await browser.scripting.registerContentScripts([{ ...script, matches }]);
  });
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
