import type { DamageReport } from '../lib/editor/damage-report.ts';
import { isolate } from '../lib/isolate.ts';
import { text } from '../lib/text.ts';

/** Says what was written down on this device and cannot be read back; stays until it is dismissed. */
export function DamageNote({ report }: { report: DamageReport }) {
  const { edits, hasChanges } = report.damage.value;
  if (edits.length === 0 && !hasChanges) return null;
  return (
    <div role="alert" class="problem">
      <div class="grow">
        {edits.map(({ id, leadName }) => (
          <p key={id}>{text('damagedEdit', leadName ? isolate(leadName) : text('damagedEditOfUnknown'))}</p>
        ))}
        {hasChanges && <p>{text('damagedChanges')}</p>}
      </div>
      <button type="button" class="button" onClick={() => void report.dismiss()}>
        {text('dismiss')}
      </button>
    </div>
  );
}
