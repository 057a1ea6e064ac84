import { useSignal } from '@preact/signals';
import { text } from '../../lib/wording/text.ts';

type Props = { details: string; onReload(): void };

/** Shows that the extension's code threw an error, with buttons to reload and to copy the details. */
export function FaultNotice({ details, onReload }: Props) {
  const outcome = useSignal<'' | 'copied' | 'refused'>('');

  async function copy(): Promise<void> {
    outcome.value = await navigator.clipboard.writeText(details).then(
      () => 'copied',
      () => 'refused',
    );
  }

  return (
    <div role="alert" class="problem fault">
      <p>{text('faultSentence')}</p>
      <div class="row">
        <button type="button" class="button" onClick={onReload}>
          {text('faultReload')}
        </button>
        <button type="button" class="button" onClick={() => void copy()}>
          {text('faultCopy')}
        </button>
        {outcome.value === 'copied' && <span>{text('faultCopied')}</span>}
      </div>
      {/* Shows the text for selection, because the page around the card may forbid copying. */}
      {outcome.value === 'refused' && <pre>{details}</pre>}
    </div>
  );
}
