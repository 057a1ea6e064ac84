import { browser } from 'wxt/browser';
import { failure, type Result } from '../model/result.ts';
import type { Answers, Input, RequestName } from './contract.ts';

/** A message to the background, as `receive` expects it. */
export type Question<Name extends RequestName = RequestName> = { name: Name; input: Input<Name> };

/** Waits between tries in milliseconds, because an ending worker refuses every message until it has ended. */
const retryAfterMs = [0, 50, 200, 800];

/**
 * Sends a request to the background and returns its answer; never throws. Retries if the worker dies, because every
 * request is safe to repeat.
 */
export async function ask<Name extends RequestName>(
  name: Name,
  input: Input<Name>,
): Promise<Result<Answers[Name]>> {
  for (const waitMs of [...retryAfterMs, null]) {
    try {
      const answer: unknown = await browser.runtime.sendMessage({ name, input } satisfies Question<Name>);
      // An empty answer means that the worker died, because `receive` always answers with a result.
      if (answer) return answer as Result<Answers[Name]>;
    } catch {
      // The runtime has no id in this document after the extension was updated or removed.
      if (!browser.runtime?.id) return failure({ kind: 'extension-restarted' });
    }
    if (waitMs) await new Promise((resolve) => setTimeout(resolve, waitMs));
  }
  return failure({ kind: 'unexpected' });
}
