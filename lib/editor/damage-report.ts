import { type ReadonlySignal, signal } from '@preact/signals';
import type { ask as askBackground } from '../messaging/ask.ts';
import type { Damage } from '../messaging/contract.ts';

/** Reports damaged data in the storage of this device until the user dismisses the report. */
export type DamageReport = {
  damage: ReadonlySignal<Damage>;
  look(): Promise<void>;
  dismiss(): Promise<void>;
};

const none: Damage = { edits: [], hasChanges: false, lost: [] };

/** Creates a report, which stays empty until `look` is called. */
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
