import { browser } from 'wxt/browser';

/** Where a page leaves something secret for the background, without the weight of everything else that is stored. */
export const handedOverKey = 'session:handed-over';

/**
 * Hands a secret to the background, which takes and removes it at once. Session storage is open to the extension's own
 * pages and worker only, while a message would reach every open page of the extension.
 */
export function handOver(secret: unknown): Promise<void> {
  return browser.storage.session.set({ [handedOverKey.slice('session:'.length)]: secret });
}
