import { browser } from 'wxt/browser';

/** The address of a tab, "" where neither the user's gesture nor a host permission allows it to be read. */
export async function addressOf(tabId: number): Promise<string> {
  try {
    return (await browser.tabs.get(tabId)).url ?? '';
  } catch {
    return '';
  }
}
