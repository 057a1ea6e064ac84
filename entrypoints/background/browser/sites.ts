import { browser } from 'wxt/browser';
import { exclusively } from '../../../lib/base/with-lock.ts';
import { refreshChips } from '../../../lib/in-page/refresh-chips.ts';
import { listSites } from '../../../lib/sites/sites.ts';

const script = { id: 'sites', js: ['site.js'] };

/**
 * Has the script run on the sites that the user has added and nowhere else. What the browser allows is the only list
 * there is: it survives everything, and changes in the browser's own settings too.
 */
export async function registerSites(): Promise<void> {
  // One after the other, because the worker may start with the very event that calls this.
  await exclusively('sites', async () => {
    const matches = await listSites();
    // An update of the extension drops what was registered.
    const known = await browser.scripting.getRegisteredContentScripts();
    if (String(known.flatMap((each) => each.matches ?? []).sort()) === String(matches)) return;
    await browser.scripting.unregisterContentScripts();
    if (matches.length > 0) await browser.scripting.registerContentScripts([{ ...script, matches }]);
  });
}

/** Starts on sites that were just added, in their open tabs at once. */
export async function startOnSites({ origins = [] }: { origins?: string[] }): Promise<void> {
  await registerSites();
  for (const { id } of await browser.tabs.query({ url: origins }))
    if (id !== undefined)
      browser.scripting.executeScript({ target: { tabId: id }, files: ['/site.js'] }).catch(() => {});
}

/** Leaves sites that were removed, in open tabs too. */
export async function leaveSites(): Promise<void> {
  await registerSites();
  await refreshChips();
}
