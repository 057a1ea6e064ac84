import { browser } from 'wxt/browser';
import { exclusively } from '../exclusively.ts';

// What is stored between reading and clearing would be lost: an edit, a draft, a preference, or a renewed token.
const writers = ['outbox-queue', 'draft-index', 'settings', 'secrets'];

/**
 * Makes the browser forget removed values on disk too: it keeps them in its log until it tidies up, but deletes the
 * files of an area that is cleared. Nothing that a user made is stored meanwhile. Does nothing while edits wait or are
 * drafted, which a crash in between would lose. Throws where a damaged record keeps the rest from being read as a whole.
 */
export async function forgetRemoved(): Promise<void> {
  const work = writers.reduceRight((inner, name) => () => exclusively(name, inner), storeAnew);
  await work();
}

async function storeAnew(): Promise<void> {
  const { local } = browser.storage;
  const kept = await local.get(null);
  const isTyped = Object.keys(kept).some((name) => name.startsWith('outbox:') || name.startsWith('draft:'));
  if (isTyped) return;
  await local.clear();
  await local.set(kept);
}
