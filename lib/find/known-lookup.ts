import { type ReadonlySignal, signal } from '@preact/signals';
import type { ask as askBackground } from '../messaging/ask.ts';
import type { DealList } from '../messaging/contract.ts';

/** Looks for known deals while a text is typed that may also be ids or links. */
export type KnownLookup = {
  /** The deals that match the latest text, null without such a text. */
  found: ReadonlySignal<DealList | null>;
  look(typed: string): Promise<void>;
};

const maxLetters = 200;

/** Creates a lookup without a text; answers to earlier texts are dropped. */
export function createKnownLookup(ask: typeof askBackground): KnownLookup {
  const found = signal<DealList | null>(null);
  let latest = 0;
  return {
    found,
    async look(typed) {
      latest += 1;
      const mine = latest;
      const wanted = typed.trim();
      const isWords = wanted !== '' && wanted.length <= maxLetters && !/(?:oppo|lead)_/.test(wanted);
      const result = isWords ? await ask('deals.known', { typed: wanted }) : null;
      if (mine === latest) found.value = result?.ok ? result.value : null;
    },
  };
}
