import { browser } from 'wxt/browser';
import type { Editor } from '../editor/editor.ts';
import { readProgress } from '../messaging/opening-progress.ts';

/**
 * Opens the editor again when the address of its tab changes, and shows what the background waits for while it opens.
 * `tabOf` returns the tab.
 */
export function followTab(editor: Editor, tabOf: () => number): void {
  browser.tabs.onUpdated.addListener((changed, { url, status }, tab) => {
    if (changed !== tabOf()) return;
    // Reacts to the start of a load too, because the address may be unreadable.
    const isUnreadableLoad = status === 'loading' && tab.url === undefined;
    if (url !== undefined || isUnreadableLoad) void editor.open();
  });
  browser.runtime.onMessage.addListener((message: unknown): undefined => {
    const progress = readProgress(message);
    if (progress) editor.hear(progress);
  });
}
