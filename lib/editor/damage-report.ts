import { type ReadonlySignal, signal } from '@preact/signals';
import type { ask as askBackground } from '../messaging/ask.ts';
import type { Damage } from '../messaging/contract.ts';

/** Reports damaged data in the storage of this device until the user dismisses the report. */
export type DamageReport = {
  /** The damage, or null if there is none. */
  damage: ReadonlySignal<Damage | null>;
  look(): Promise<void>;
  dismiss(): Promise<void>;
};

/** Creates a report, which stays empty until `look` is called. */
export function createDamageReport(ask: typeof askBackground): DamageReport {
  const damage = signal<Damage | null>(null);

  return {
    damage,
    async look() {
      const result = await ask('damage.read', {});
      if (!result.ok) return;
      const { edits, hasChanges, lost } = result.value;
      damage.value = edits.length > 0 || hasChanges || lost.length > 0 ? result.value : null;
    },
    async dismiss() {
      const result = await ask('damage.dismiss', {});
      if (result.ok) damage.value = null;
    },
  };
}
