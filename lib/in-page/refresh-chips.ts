import { browser } from 'wxt/browser';
import type { PageMessage } from '../messaging/page-message.ts';

/** Lets every page ask anew what its chip says. */
export async function refreshChips(): Promise<void> {
  for (const { id } of await browser.tabs.query({})) if (id !== undefined) refreshChip(id);
}

/** Lets the page of a tab look at itself anew. Without a content script there nobody hears it. */
export function refreshChip(tabId: number): void {
  const message: PageMessage = { look: true };
  browser.tabs.sendMessage(tabId, message, { frameId: 0 }).catch(() => {});
}
