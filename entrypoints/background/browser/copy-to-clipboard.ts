import { browser } from 'wxt/browser';
import { text } from '../../../lib/wording/text.ts';
import { notifyPlainly } from './notify.ts';
import { openOutcomeWindow } from './small-window.ts';

/**
 * Copies an id or a link through the tab's page, because a worker has no clipboard, and shows the result there. If the page
 * cannot copy, a small window of the extension does.
 */
export async function copy(tabId: number, copied: string): Promise<void> {
  try {
    const [frame] = await browser.scripting.executeScript({
      target: { tabId },
      func: copyInPage,
      args: [copied],
    });
    if (frame?.result === true) return await notifyPlainly(tabId, text('copied', copied), 'done');
  } catch {
    // No script may run in this page.
  }
  await openOutcomeWindow(tabId, { sentence: '', tone: 'done', offer: '', copied });
}

// Runs in the page. Pages without a secure context have no clipboard, but a command that asks this listener for the text.
async function copyInPage(copied: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(copied);
    return true;
  } catch {
    let isCopied = false;
    const put = (event: ClipboardEvent) => {
      event.preventDefault();
      event.stopImmediatePropagation();
      event.clipboardData?.setData('text/plain', copied);
      isCopied = true;
    };
    window.addEventListener('copy', put, { capture: true });
    document.execCommand('copy');
    window.removeEventListener('copy', put, { capture: true });
    return isCopied;
  }
}
