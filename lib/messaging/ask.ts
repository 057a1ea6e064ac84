import { browser } from 'wxt/browser';
import { failure, type Result } from '../model/result.ts';
import type { Answers, Input, RequestName } from './contract.ts';

/** A message to the background, as `receive` expects it. */
export type Question<Name extends RequestName = RequestName> = { name: Name; input: Input<Name> };

const maxTries = 4;

/**
 * Sends a request to the background and returns its answer; never throws. Retries if the worker dies, because every
 * request is safe to repeat.
 */
export async function ask<Name extends RequestName>(
  name: Name,
  input: Input<Name>,
): Promise<Result<Answers[Name]>> {
  for (let tries = 1; ; tries += 1) {
    try {
      const answer: unknown = await browser.runtime.sendMessage({ name, input } satisfies Question<Name>);
      // An empty answer means that the worker died, because `receive` always answers with a result.
      if (answer) return answer as Result<Answers[Name]>;
      if (tries >= maxTries) return failure({ kind: 'unexpected' });
    } catch {
      // The runtime has no id in this document after the extension was updated or removed.
      if (!browser.runtime?.id) return failure({ kind: 'extension-restarted' });
      if (tries >= maxTries) return failure({ kind: 'unexpected' });
    }
  }
}
