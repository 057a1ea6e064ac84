import { useSignal } from '@preact/signals';
import { text } from '../../lib/wording/text.ts';
import { CopyButton } from './CopyButton.tsx';

type Props = { details: string; onReload(): void };

/** Shows that the extension's code threw an error, with buttons to reload and to copy the details. */
export function FaultNotice({ details, onReload }: Props) {
  const isRefused = useSignal(false);

  return (
    <div role="alert" class="problem fault">
      <p>{text('faultSentence')}</p>
      <div class="row">
        <button type="button" class="button" onClick={onReload}>
          {text('faultReload')}
        </button>
        <CopyButton
          name={text('faultCopy')}
          copied={details}
          onRefused={() => {
            isRefused.value = true;
          }}
        />
      </div>
      {/* Shows the text for selection, because the page around the card may forbid copying. */}
      {isRefused.value && <pre>{details}</pre>}
    </div>
  );
}
