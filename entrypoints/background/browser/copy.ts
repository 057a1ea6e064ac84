import { browser } from 'wxt/browser';
import { text } from '../../../lib/wording/text.ts';
import { tell } from './notify.ts';

/** Copies a text from the tab where it was asked for, since a worker has no clipboard, and says how it went. */
export async function copy(tabId: number, copied: string): Promise<void> {
  try {
    const [frame] = await browser.scripting.executeScript({
      target: { tabId },
      func: (wished: string) =>
        navigator.clipboard.writeText(wished).then(
          () => true,
          () => false,
        ),
      args: [copied],
    });
    if (frame?.result === true) return await tell(tabId, text('copied', copied), 'done');
  } catch {
    // No script may run here; the text is shown instead.
  }
  await tell(tabId, text('copyFailed', copied), 'problem');
}
