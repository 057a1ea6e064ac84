import { browser } from 'wxt/browser';

/** Returns a tab's address, or "" if neither the user's gesture nor a host permission allows reading it. */
export async function addressOf(tabId: number): Promise<string> {
  try {
    return (await browser.tabs.get(tabId)).url ?? '';
  } catch {
    return '';
  }
}
