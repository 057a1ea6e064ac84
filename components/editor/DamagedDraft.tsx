import { useSignal } from '@preact/signals';
import type { DealEditor } from '../../lib/editor/deal-editor.ts';
import { text } from '../../lib/wording/text.ts';

/** Says that what was typed for a deal earlier cannot be read back. What is typed now takes its place. */
export function DamagedDraft({ deal }: { deal: DealEditor }) {
  const isDismissed = useSignal(false);
  if (!deal.view.value.isDraftDamaged || isDismissed.value) return null;
  return (
    <div role="alert" class="problem">
      <p class="grow">{text('damagedDraft')}</p>
      <button
        type="button"
        class="button"
        onClick={() => {
          isDismissed.value = true;
          deal.discard();
        }}
      >
        {text('dismiss')}
      </button>
    </div>
  );
}
