import type { Browser } from 'puppeteer-core';

export type ExtensionSettings = {
  /**
   * Replaces "Allow" in the browser's permission prompt, which cannot be clicked by scripts: a request of the extension
   * for exactly this site, within a click, is granted immediately.
   */
  allowWhenAsked(site: string): Promise<void>;
  /** Removes a site's permission on the browser's extensions page. */
  takeAway(site: string): Promise<void>;
  /** Lets the extension reach sites always, or only after the user's click on it; its requests to Close then fail. */
  setHostAccess(access: 'ON_CLICK' | 'ON_ALL_SITES'): Promise<void>;
  /** Reloads the extension like an update: open tabs keep their old scripts, which receive no more answers. */
  reload(): Promise<void>;
};

/** Changes settings on the browser's extensions page like a user. */
export function createExtensionSettings(browser: Browser, extensionId: string): ExtensionSettings {
  // The API of that page is private, so it has no published types.
  async function onExtensionsPage(...calls: string[]): Promise<void> {
    const page = await browser.newPage();
    await page.goto('chrome://extensions');
    for (const call of calls) await page.evaluate(`chrome.developerPrivate.${call}`);
    await page.close();
  }
  return {
    allowWhenAsked: (site) => onExtensionsPage(`addHostPermission('${extensionId}', '${site}')`),
    takeAway: (site) => onExtensionsPage(`removeHostPermission('${extensionId}', '${site}')`),
    setHostAccess: (access) =>
      onExtensionsPage(
        `updateExtensionConfiguration({ extensionId: '${extensionId}', hostAccess: '${access}' })`,
      ),
    reload: () =>
      // Without developer mode an unpacked extension would not be loaded again.
      onExtensionsPage(
        'updateProfileConfiguration({ inDeveloperMode: true })',
        `reload('${extensionId}', { failQuietly: true })`,
      ),
  };
}
