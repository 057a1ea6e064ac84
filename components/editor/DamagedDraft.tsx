import { useSignal } from '@preact/signals';
import type { DealEditor } from '../../lib/editor/deal-editor.ts';
import { text } from '../../lib/wording/text.ts';

/** Shows that a deal's stored draft is damaged. The next draft replaces it. */
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
