import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Outcome } from '../../lib/model/outcome.ts';
import { text } from '../../lib/wording/text.ts';

type Props = {
  outcome: Outcome;
  /** Copies the text and returns whether it is copied. */
  copy(): Promise<boolean>;
  openEditor(): void;
};

/** Says how a command ended. Copies the text of one that copies, or selects it for the user to copy. */
export function OutcomeNote({ outcome: { sentence, tone, offer, copied }, copy, openEditor }: Props) {
  const isCopied = useSignal(false);
  const box = useRef<HTMLTextAreaElement>(null);
  async function copyNow(): Promise<void> {
    isCopied.value = await copy();
    if (!isCopied.value) box.current?.select();
  }
  useLayoutEffect(() => {
    if (copied) void copyNow();
  }, [copied]);
  if (!copied)
    return (
      <div class="outcome">
        <p role={tone === 'done' ? 'status' : 'alert'}>{sentence}</p>
        {offer && (
          <button type="button" class="button" onClick={openEditor}>
            {offer}
          </button>
        )}
      </div>
    );
  return (
    <div class="outcome">
      <p role="status">{isCopied.value ? text('copied', copied) : text('copyHere')}</p>
      <textarea ref={box} readOnly rows={3} aria-label={text('copyHere')} value={copied} />
      <button type="button" class="button" onClick={() => void copyNow()}>
        {text('copy')}
      </button>
    </div>
  );
}
