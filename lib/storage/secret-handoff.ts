import { browser } from 'wxt/browser';
import { exclusively } from '../base/with-lock.ts';

/** Where a page leaves something secret for the background, without the weight of everything else that is stored. */
export const handedOverKey = 'session:handed-over';

/** How long the background takes it, for a page that closes before it could remove it. */
const lifetimeMs = 2 * 60_000;

/**
 * Hands a secret to the background while `ask` is asked, and removes it once there is an answer, so that the question can
 * be repeated. Session storage is open to the extension's own pages and worker only, while a message would reach every
 * open page of the extension.
 */
export function askWithSecret<Answer>(secret: unknown, ask: () => Promise<Answer>): Promise<Answer> {
  const { session } = browser.storage;
  const name = handedOverKey.slice('session:'.length);
  // One page at a time, because there is one place for it.
  return exclusively('handed-over', async () => {
    await session.set({ [name]: { secret, until: Date.now() + lifetimeMs } });
    try {
      return await ask();
    } finally {
      await session.remove(name).catch(() => {});
    }
  });
}
