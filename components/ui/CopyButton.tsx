import { useSignal } from '@preact/signals';
import { text } from '../../lib/wording/text.ts';

type Props = { name: string; copied: string; onRefused?(): void };

/** Renders a button that copies a text and then says so; `onRefused` is called if the page around may not copy. */
export function CopyButton({ name, copied, onRefused = () => {} }: Props) {
  const isCopied = useSignal(false);

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(copied);
      isCopied.value = true;
    } catch {
      isCopied.value = false;
      onRefused();
    }
  }

  return (
    <>
      <button type="button" class="button" onClick={() => void copy()}>
        {name}
      </button>
      <span role="status">{isCopied.value && text('faultCopied')}</span>
    </>
  );
}
