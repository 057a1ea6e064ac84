import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { text } from '../../lib/wording/text.ts';

type Props = {
  /** Resolves to what is wrong, "" where nothing is. */
  unlock(passphrase: string): Promise<string>;
};

/** Asks for the passphrase that the keys are kept under. */
export function UnlockForm({ unlock }: Props) {
  const told = useSignal('');
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.focus(), []);
  return (
    <form
      class="bar"
      onSubmit={async (event) => {
        event.preventDefault();
        told.value = '';
        told.value = await unlock(field.current?.value ?? '');
        field.current?.select();
      }}
    >
      <input
        ref={field}
        class="control grow"
        type="password"
        autocomplete="current-password"
        aria-label={text('passphrase')}
        placeholder={text('passphrase')}
        required
      />
      <button type="submit" class="button primary">
        {text('unlock')}
      </button>
      {told.value && (
        <p role="alert" class="field-problem">
          {told.value}
        </p>
      )}
    </form>
  );
}
