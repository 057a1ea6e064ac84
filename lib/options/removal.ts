import { type ReadonlySignal, signal } from '@preact/signals';
import type { ask as askBackground } from '../messaging/ask.ts';
import { outboxIndex } from '../storage/items.ts';

/** The state of the removal; `waiting` counts unsent edits that would be lost. */
export type Removal =
  | { state: 'offered' }
  | { state: 'asked'; waiting: number }
  | { state: 'removing' }
  | { state: 'failed' }
  | { state: 'removed' };

/** The removal of everything from this device. */
export type RemovalModel = {
  removal: ReadonlySignal<Removal>;
  /** Asks the user to confirm. */
  confirm(): Promise<void>;
  cancel(): void;
  /** Removes everything after the user has confirmed; does nothing without that. */
  remove(): Promise<void>;
};

type Dependencies = {
  ask: typeof askBackground;
  /** Whether everything has just been removed. */
  isRemoved: boolean;
  /** Reloads the pages of the extension, because they still show removed data. */
  onRemoved(): void;
};

/** Creates the model of the removal. */
export function createRemoval({ ask, isRemoved, onRemoved }: Dependencies): RemovalModel {
  const removal = signal<Removal>({ state: isRemoved ? 'removed' : 'offered' });
  return {
    removal,
    async confirm() {
      if (removal.value.state === 'removing') return;
      // Unreadable storage must not prevent its removal.
      const waiting = await outboxIndex.read().catch(() => []);
      removal.value = { state: 'asked', waiting: waiting.length };
    },
    cancel() {
      removal.value = { state: 'offered' };
    },
    async remove() {
      if (removal.value.state !== 'asked') return;
      removal.value = { state: 'removing' };
      // The background removes everything, because it goes on if this page is closed.
      const result = await ask('everything.remove', {});
      if (result.ok) onRemoved();
      else removal.value = { state: 'failed' };
    },
  };
}
