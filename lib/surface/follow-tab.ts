import { browser } from 'wxt/browser';
import type { Editor } from '../editor/editor.ts';
import { readProgress } from '../messaging/opening-progress.ts';
import { closeOrigin } from '../opportunity/lead-address.ts';

const restMs = 300;

/**
 * Opens the editor again when the address of its tab changes, and shows what the background waits for while it opens.
 * Away from Close it waits until the address rests, because a page can change it a thousand times a second. `tabOf`
 * returns the tab; `openedAddress` is the address that the editor was opened with, if the tab may have left it since.
 */
export function followTab(editor: Editor, tabOf: () => number, openedAddress?: string): void {
  browser.tabs.onUpdated.addListener((changed, { url, status }, tab) => {
    if (changed !== tabOf()) return;
    // Reacts to the start of a load too, because the address may be unreadable.
    const isUnreadableLoad = status === 'loading' && tab.url === undefined;
    if (url === undefined && !isUnreadableLoad) return;
    void editor.open(null, {
      isPageLed: true,
      ...(!url?.startsWith(`${closeOrigin}/`) && { restMs }),
    });
  });
  browser.runtime.onMessage.addListener((message: unknown): undefined => {
    const progress = readProgress(message);
    if (progress) editor.hear(progress);
  });
  if (openedAddress !== undefined) void followIfLeft(editor, tabOf(), openedAddress);
}

// Says nothing of a tab that was closed, and of an address that may no longer be read.
async function followIfLeft(editor: Editor, tabId: number, openedAddress: string): Promise<void> {
  const { url = openedAddress } = await browser.tabs.get(tabId).catch(() => ({ url: undefined }));
  if (url !== openedAddress) await editor.open(null, { isPageLed: true });
}
