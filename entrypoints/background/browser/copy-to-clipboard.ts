import { browser } from 'wxt/browser';
import { text } from '../../../lib/wording/text.ts';
import { notifyPlainly } from './notify.ts';

/** Copies an id or a link through the tab's page, because a worker has no clipboard, and shows the result there. */
export async function copy(tabId: number, copied: string): Promise<void> {
  try {
    const [frame] = await browser.scripting.executeScript({
      target: { tabId },
      func: (value: string) =>
        navigator.clipboard.writeText(value).then(
          () => true,
          () => false,
        ),
      args: [copied],
    });
    if (frame?.result === true) return await notifyPlainly(tabId, text('copied', copied), 'done');
  } catch {
    // No script may run in this page; the text is shown instead.
  }
  await notifyPlainly(tabId, text('copyFailed', copied), 'problem');
}
