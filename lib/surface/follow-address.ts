import { browser } from 'wxt/browser';
import type { Editor } from '../editor/editor.ts';

/** Keeps an editor on what its tab shows: a new address is a new question. `tabOf` says which tab that is. */
export function followAddress(editor: Editor, tabOf: () => number): void {
  browser.tabs.onUpdated.addListener((changed, { url, status }, tab) => {
    if (changed !== tabOf()) return;
    // Where the address may not be read, the start of a load is all that is told.
    const isUnreadableLoad = status === 'loading' && tab.url === undefined;
    if (url !== undefined || isUnreadableLoad) void editor.open();
  });
}
