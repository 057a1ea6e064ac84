import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { text } from '../../lib/wording/text.ts';

type Props = {
  /** Whether the key was refused. */
  isInvalid: boolean;
  /** The id of the element that says why. */
  describedBy: string;
};

/**
 * Renders the field for an API key, masked until the user shows it. A text field with masked letters, because browsers
 * offer to store the content of a password field.
 */
export function KeyField({ isInvalid, describedBy }: Props) {
  const isShown = useSignal(false);
  const field = useRef<HTMLInputElement>(null);
  // Selects a refused key, so that pasting another one replaces it.
  useLayoutEffect(() => {
    if (isInvalid) field.current?.select();
  }, [isInvalid]);
  return (
    <div class="key-field control">
      <input
        ref={field}
        name="key"
        class={isShown.value ? '' : 'masked'}
        type="text"
        aria-label={text('apiKey')}
        aria-invalid={isInvalid}
        aria-describedby={describedBy}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        placeholder={text('apiKeyPlaceholder')}
      />
      <button
        type="button"
        class="link"
        aria-pressed={isShown.value}
        onClick={() => {
          isShown.value = !isShown.value;
        }}
      >
        {text('showKey')}
      </button>
    </div>
  );
}
