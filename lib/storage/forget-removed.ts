import { browser } from 'wxt/browser';
import { exclusively } from '../exclusively.ts';

/**
 * Makes the browser forget removed values on disk too: it keeps them in its log until it tidies up, but deletes the
 * files of an area that is cleared. Does nothing while edits wait or are drafted, which a crash in between would lose. Throws where a
 * damaged record keeps the rest from being read as a whole.
 */
export async function forgetRemoved(): Promise<void> {
  // No token may be renewed meanwhile: a copy of the former one, put back, would be worth nothing.
  await exclusively('secrets', async () => {
    const { local } = browser.storage;
    const kept = await local.get(null);
    const isTyped = Object.keys(kept).some((name) => name.startsWith('outbox:') || name.startsWith('draft:'));
    if (isTyped) return;
    await local.clear();
    await local.set(kept);
  });
}
