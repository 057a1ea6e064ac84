import { type ReadonlySignal, signal } from '@preact/signals';
import type { ask as askBackground } from '../messaging/ask.ts';
import type { Damage } from '../messaging/contract.ts';
import type { Result } from '../result.ts';

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

  // What the user has set up is let go of by writing it anew, as it counts by now.
  async function writeAnew(key: string): Promise<Result<unknown>> {
    switch (key) {
      case 'local:connections':
        return ask('connection.default', { organizationId: '' });
      case 'local:preferences':
        return ask('preferences.write', {});
      case 'local:pins':
        return ask('pins.write', { pins: {} });
      default: {
        const actions = await ask('quick-actions.read', {});
        return actions.ok ? ask('quick-actions.write', actions.value) : actions;
      }
    }
  }

  return {
    damage,
    async look() {
      const result = await ask('damage.read', {});
      if (result.ok) damage.value = result.value;
    },
    async dismiss() {
      const results = await Promise.all([ask('damage.dismiss', {}), ...damage.value.lost.map(writeAnew)]);
      if (results.every(({ ok }) => ok)) damage.value = none;
    },
  };
}
