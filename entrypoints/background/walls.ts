import { browser } from 'wxt/browser';

/**
 * Closes every storage area to content scripts: a page that took one over must neither read the key nor plant
 * anything. Comes before all else; browsers that cannot close an area keep it out of content scripts' use anyway.
 */
export async function closeStorageToContentScripts(): Promise<void> {
  await Promise.all(
    [browser.storage.local, browser.storage.sync, browser.storage.session].map((area) =>
      area.setAccessLevel({ accessLevel: 'TRUSTED_CONTEXTS' }),
    ),
  );
}
