import { DamageNotice } from '../../components/options/DamageNotice.tsx';
import { createDamageReport } from '../../lib/editor/damage-report.ts';
import { ask } from '../../lib/messaging/ask.ts';

const report = createDamageReport(ask);

/** Looks for damaged records in this device's storage. */
export const lookForDamage = report.look;

/** Shows a notice if damaged records were found. */
export function DamagePart() {
  return <DamageNotice report={report} />;
}
