import { type ReadonlySignal, signal } from '@preact/signals';
import type { ask as askBackground } from '../messaging/ask.ts';
import type { Damage } from '../messaging/contract.ts';

/** What was written down on this device and cannot be read back, until the user has taken note of it. */
export type DamageReport = {
  damage: ReadonlySignal<Damage>;
  look(): Promise<void>;
  dismiss(): Promise<void>;
};

const none: Damage = { edits: [], hasChanges: false, lost: [] };

/** A report that is empty until somebody looks. */
export function createDamageReport(ask: typeof askBackground): DamageReport {
  const damage = signal(none);

  return {
    damage,
    async look() {
      const result = await ask('damage.read', {});
      if (result.ok) damage.value = result.value;
    },
    async dismiss() {
      const result = await ask('damage.dismiss', {});
      if (result.ok) damage.value = none;
    },
  };
}
