import { browser } from 'wxt/browser';
import { failure, type Result } from '../model/result.ts';
import type { Answers, Input, RequestName } from './contract.ts';

/** Asks one thing of the background; the shape that `receive` unpacks. */
export type Question<Name extends RequestName = RequestName> = { name: Name; input: Input<Name> };

const mostTries = 4;

/**
 * Asks the background and returns its answer; never throws. A worker that dies before it answers is asked again, which
 * wakes it: every request may safely be repeated, a save because it carries its own id.
 */
export async function ask<Name extends RequestName>(
  name: Name,
  input: Input<Name>,
): Promise<Result<Answers[Name]>> {
  for (let tries = 1; ; tries += 1) {
    try {
      const answer: unknown = await browser.runtime.sendMessage({ name, input } satisfies Question<Name>);
      // Only the background answers, with what `receive` made; nothing at all means that it died on the way.
      if (answer) return answer as Result<Answers[Name]>;
      if (tries >= mostTries) return failure({ kind: 'unexpected' });
    } catch {
      // After an update or a removal of the extension the runtime is gone for this document, for good.
      if (!browser.runtime?.id) return failure({ kind: 'extension-restarted' });
      if (tries >= mostTries) return failure({ kind: 'unexpected' });
    }
  }
}
