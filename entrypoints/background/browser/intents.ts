import { withLock } from '../../../lib/base/with-lock.ts';
import type { Input } from '../../../lib/messaging/contract.ts';
import type { Intent } from '../../../lib/model/intent.ts';
import { type Result, success } from '../../../lib/model/result.ts';
import { intent, takenIntent } from '../../../lib/storage/items.ts';

/** Returns the intent of a tab that no editor has taken, or null. Removes it only if it is expired or taken. */
export async function readIntent(tabId: number): Promise<Intent | null> {
  const waiting = await intent(tabId).read();
  if (!waiting) return null;
  const taken = await takenIntent(tabId).read();
  if (Date.now() < waiting.expiresAt && taken?.id !== waiting.id) return waiting;
  await removeIntent(tabId, waiting.id);
  return null;
}

/**
 * Assigns an intent to the editor `by`; true if that editor is to carry it out. Stores the assignment before it removes
 * the intent, so that an editor which repeats the request after the worker died gets the same answer.
 */
export function takeIntent({ tabId, id, by }: Input<'intent.take'>): Promise<Result<boolean>> {
  return withLock(`intent-${tabId}`, async () => {
    let taken = await takenIntent(tabId).read();
    if (taken?.id !== id) {
      if ((await readIntent(tabId))?.id !== id) return success(false);
      taken = { id, by };
      await takenIntent(tabId).write(taken);
    }
    await removeIntent(tabId, id);
    return success(taken.by === by);
  });
}

async function removeIntent(tabId: number, id: string): Promise<void> {
  await intent(tabId).update((latest) => (latest?.id === id ? null : latest));
}
