import { browser } from 'wxt/browser';
import { withLock } from '../base/with-lock.ts';

/** Key under which a page stores a secret for the background; apart from `items.ts` to keep bundles small. */
export const secretHandoffKey = 'session:secret-handoff';

/** Lifetime of the secret, in case the page closes before removing it. */
const lifetimeMs = 2 * 60_000;

/**
 * Stores a secret for the background while `ask` runs and removes it afterward. Uses session storage, because a message
 * would reach every open page of the extension.
 */
export function askWithSecret<Answer>(secret: unknown, ask: () => Promise<Answer>): Promise<Answer> {
  const { session } = browser.storage;
  const name = secretHandoffKey.slice('session:'.length);
  // Locks, because all pages use the same key.
  return withLock('secret-handoff', async () => {
    await session.set({ [name]: { secret, until: Date.now() + lifetimeMs } });
    try {
      return await ask();
    } finally {
      await session.remove(name).catch(() => {});
    }
  });
}
