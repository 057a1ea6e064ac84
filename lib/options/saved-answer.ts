import { type ReadonlySignal, signal } from '@preact/signals';
import type { ask as askBackground } from '../messaging/ask.ts';
import type { RequestName } from '../messaging/contract.ts';

/** Requests that store a choice whose result the page would otherwise not show. */
const choices: ReadonlySet<RequestName> = new Set([
  'chip.show',
  'connection.default',
  'preferences.write',
  'quick-actions.write',
  'secrets.move',
]);
const shownMs = 1500;

/** Says "Saved" for a moment after a choice was stored through its `ask`. */
export type SavedAnswer = { isShown: ReadonlySignal<boolean>; ask: typeof askBackground };

/** Creates the answer to stored choices. */
export function createSavedAnswer(ask: typeof askBackground): SavedAnswer {
  const isShown = signal(false);
  let timer: ReturnType<typeof setTimeout>;

  function show(): void {
    isShown.value = true;
    clearTimeout(timer);
    timer = setTimeout(() => {
      isShown.value = false;
    }, shownMs);
  }

  return {
    isShown,
    async ask(name, input) {
      const result = await ask(name, input);
      if (result.ok && choices.has(name)) show();
      return result;
    },
  };
}
