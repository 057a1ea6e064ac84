import { withLock } from '../../../lib/base/with-lock.ts';
import type { Intent } from '../../../lib/model/intent.ts';
import { intent, takenIntent } from '../../../lib/storage/items.ts';

/**
 * Gives a tab's intent to the request `by`, or null if there is none or another request has it. Stores that before it
 * removes the intent, so that a request which is repeated after the worker died gets it again.
 */
export function takeIntent(tabId: number, by: string): Promise<Intent | null> {
  return withLock(`intent-${tabId}`, async () => {
    const [taken, waiting] = await Promise.all([takenIntent(tabId).read(), intent(tabId).read()]);
    const isNew = waiting !== null && waiting.id !== taken?.intent.id && Date.now() < waiting.expiresAt;
    const isRepeated = taken?.by === by;
    if (isNew && !isRepeated) await takenIntent(tabId).write({ intent: waiting, by });
    // A newer intent stays for the next request.
    if (waiting && !(isNew && isRepeated))
      await intent(tabId).update((latest) => (latest?.id === waiting.id ? null : latest));
    if (isRepeated) return taken.intent;
    return isNew ? waiting : null;
  });
}
