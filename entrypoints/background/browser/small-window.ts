import { browser } from 'wxt/browser';
import type { Outcome } from '../../../lib/model/outcome.ts';
import { outcome } from '../../../lib/storage/items.ts';
import { editorSize } from '../../../lib/surface/editor-size.ts';

const outcomeSize = { ...editorSize, height: 220 };

/** Returns whether a window shows the toolbar button and can open the popup: installed web apps and popup windows do not. */
export async function hasToolbar(windowId: number): Promise<boolean> {
  try {
    const { type = 'normal' } = await browser.windows.get(windowId);
    return type === 'normal';
  } catch {
    return true;
  }
}

/** Opens the editor of a tab in a small window of its own. */
export function openEditorWindow(tabId: number): Promise<void> {
  return openWindow(`/popup.html?tabId=${tabId}`, editorSize);
}

/** Says in a small window how a command in a tab ended, or copies a text there. */
export async function openOutcomeWindow(tabId: number, shown: Outcome): Promise<void> {
  await outcome(tabId).write(shown);
  await openWindow(`/outcome.html?tabId=${tabId}`, outcomeSize);
}

// Reuses the window that shows the page, which reads its content again.
async function openWindow(
  page: `/${'popup' | 'outcome'}.html?tabId=${number}`,
  size: typeof editorSize,
): Promise<void> {
  const url = browser.runtime.getURL(page);
  const [open] = await browser.runtime.getContexts({
    contextTypes: [browser.runtime.ContextType.TAB],
    documentUrls: [url],
  });
  if (!open) await browser.windows.create({ url, type: 'popup', ...size });
  else {
    await browser.tabs.reload(open.tabId);
    await browser.windows.update(open.windowId, { focused: true });
  }
}
