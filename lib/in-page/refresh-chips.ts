import { browser } from 'wxt/browser';
import type { PageMessage } from '../messaging/page-message.ts';

/** Lets every page ask anew what its chip says. Tabs without a content script do not hear it. */
export async function refreshChips(): Promise<void> {
  const message: PageMessage = { look: true };
  for (const { id } of await browser.tabs.query({}))
    if (id !== undefined) browser.tabs.sendMessage(id, message, { frameId: 0 }).catch(() => {});
}
