import { useLayoutEffect } from 'preact/hooks';
import type { DealEditor } from '../../lib/editor/deal-editor.ts';
import { text } from '../../lib/wording/text.ts';
import { adoptStyles } from '../ui/adopt-styles.ts';
import styles from './tip.css?inline';

adoptStyles(styles);

/** Says once, in place of "Up to date", that deals can be changed from links to them. */
export function LinkTip({ deal }: { deal: DealEditor }) {
  useLayoutEffect(() => void deal.ask('tip.end', {}), [deal]);
  const tip = text('linkTip');
  return (
    <p class="meta tip" title={tip}>
      {tip}
    </p>
  );
}
