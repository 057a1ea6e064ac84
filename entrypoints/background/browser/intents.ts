import { exclusively } from '../../../lib/base/with-lock.ts';
import type { Input } from '../../../lib/messaging/contract.ts';
import type { Intent } from '../../../lib/model/intent.ts';
import { type Result, success } from '../../../lib/model/result.ts';
import { intent, takenIntent } from '../../../lib/storage/items.ts';

/** What was asked for on a tab and no editor has taken yet, or null. Removes nothing but what expired or was taken. */
export async function readIntent(tabId: number): Promise<Intent | null> {
  const waiting = await intent(tabId).read();
  if (!waiting) return null;
  const taken = await takenIntent(tabId).read();
  if (Date.now() < waiting.expiresAt && taken?.id !== waiting.id) return waiting;
  await removeIntent(tabId, waiting.id);
  return null;
}

/**
 * Gives an intent to the editor `by`; true where it is that editor's to carry out. It is noted before it is removed, so
 * that an editor which asks again after the worker died gets the same answer.
 */
export function takeIntent({ tabId, id, by }: Input<'intent.take'>): Promise<Result<boolean>> {
  return exclusively(`intent-${tabId}`, async () => {
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
