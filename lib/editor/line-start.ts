import { type Signal, signal } from '@preact/signals';
import type { ask as askBackground } from '../messaging/ask.ts';

/** The text of the deal's line, and what its reading needs once it is loaded. */
export type LineStart = {
  typed: Signal<string>;
  /** Whether the row is to take the focus, because the line came with the request to open the deal. */
  isWanted: Signal<boolean>;
  ask: typeof askBackground;
};

/** Creates an empty line. What reads it is loaded when the row is first used. */
export function createLineStart(ask: typeof askBackground): LineStart {
  return { typed: signal(''), isWanted: signal(false), ask };
}
