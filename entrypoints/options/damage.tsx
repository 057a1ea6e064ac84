import { DamageNote } from '../../components/options/DamageNotice.tsx';
import { createDamageReport } from '../../lib/editor/damage-report.ts';
import { ask } from '../../lib/messaging/ask.ts';

const report = createDamageReport(ask);

/** Looks for what was written down on this device and cannot be read back. */
export const lookForDamage = report.look;

/** The note about it, where there is anything. */
export function DamagePart() {
  return <DamageNote report={report} />;
}
