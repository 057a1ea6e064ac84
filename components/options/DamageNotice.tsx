import type { DamageReport } from '../../lib/editor/damage-report.ts';
import { isolate } from '../../lib/wording/isolate.ts';
import { type MessageName, text } from '../../lib/wording/text.ts';

const sentencesOfLost: Record<string, MessageName> = {
  'local:connections': 'damagedConnections',
  'local:preferences': 'damagedPreferences',
  'local:pins': 'damagedPins',
  'local:quick-actions': 'damagedQuickActions',
};

/** Lists the stored records that are damaged; stays visible until it is dismissed. */
export function DamageNotice({ report }: { report: DamageReport }) {
  if (!report.damage.value) return null;
  const { edits, hasChanges, lost } = report.damage.value;
  const sentences = lost.flatMap((key) => sentencesOfLost[key] ?? []);
  return (
    <div role="alert" class="problem">
      <div class="grow">
        {edits.map(({ id, leadName }) => (
          <p key={id}>{text('damagedEdit', leadName ? isolate(leadName) : text('damagedEditOfUnknown'))}</p>
        ))}
        {hasChanges && <p>{text('damagedChanges')}</p>}
        {sentences.map((sentence) => (
          <p key={sentence}>{text(sentence)}</p>
        ))}
      </div>
      <button type="button" class="button" onClick={() => void report.dismiss()}>
        {text('dismiss')}
      </button>
    </div>
  );
}
