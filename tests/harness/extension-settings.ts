import type { Browser } from 'puppeteer-core';

export type ExtensionSettings = {
  /**
   * Stands in for "Allow" in the browser's own question, which nothing but a hand can press: the extension still has
   * to ask for exactly this site, within a click, and is then answered at once.
   */
  allowWhenAsked(site: string): Promise<void>;
  /** Takes a site away on the browser's page of extensions. */
  takeAway(site: string): Promise<void>;
  /** Loads the extension anew, as an update does: open tabs keep scripts that nobody answers any more. */
  reload(): Promise<void>;
};

/** Acts on the browser's page of extensions, as its user would. */
export function createExtensionSettings(browser: Browser, extensionId: string): ExtensionSettings {
  // What that page can do is private to it, so in no published type.
  async function onExtensionsPage(...calls: string[]): Promise<void> {
    const page = await browser.newPage();
    await page.goto('chrome://extensions');
    for (const call of calls) await page.evaluate(`chrome.developerPrivate.${call}`);
    await page.close();
  }
  return {
    allowWhenAsked: (site) => onExtensionsPage(`addHostPermission('${extensionId}', '${site}')`),
    takeAway: (site) => onExtensionsPage(`removeHostPermission('${extensionId}', '${site}')`),
    reload: () =>
      // Without developer mode an unpacked extension does not come back.
      onExtensionsPage(
        'updateProfileConfiguration({ inDeveloperMode: true })',
        `reload('${extensionId}', { failQuietly: true })`,
      ),
  };
}
