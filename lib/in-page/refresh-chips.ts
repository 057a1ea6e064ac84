import { browser } from 'wxt/browser';
import type { PageMessage } from '../messaging/page-message.ts';

/** Makes every page update its chip. */
export async function refreshChips(): Promise<void> {
  for (const { id } of await browser.tabs.query({})) if (id !== undefined) refreshChip(id);
}

/** Makes a tab's page scan itself again; does nothing without a content script there. */
export function refreshChip(tabId: number): void {
  const message: PageMessage = { look: true };
  browser.tabs.sendMessage(tabId, message, { frameId: 0 }).catch(() => {});
}
