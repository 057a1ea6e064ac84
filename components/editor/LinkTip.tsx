import { useSignal } from '@preact/signals';
import { useLayoutEffect } from 'preact/hooks';
import type { DealEditor } from '../../lib/editor/deal-editor.ts';
import { text } from '../../lib/wording/text.ts';

// Two lines, which the bar has room for. Here and not in the style sheet, which the first view waits for.
const twoLines = 'font-size: 12px; line-height: 15px; white-space: normal';

/** Says once, in place of "Up to date", that deals can be changed from links to them, until the user puts it away. */
export function LinkTip({ deal }: { deal: DealEditor }) {
  const isPutAway = useSignal(false);
  useLayoutEffect(() => void deal.ask('tip.end', {}), [deal]);
  if (isPutAway.value) return <p class="meta">{text('upToDate')}</p>;
  const tip = text('linkTip');
  return (
    <div class="row">
      <p class="meta" style={twoLines} title={tip}>
        {tip}
      </p>
      <button
        type="button"
        class="link"
        onClick={() => {
          isPutAway.value = true;
          // Its button had the focus.
          document.querySelector<HTMLElement>('[role=radio][tabindex="0"]')?.focus();
        }}
      >
        {text('adviceNotNow')}
      </button>
    </div>
  );
}
