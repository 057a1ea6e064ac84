import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { text } from '../../lib/wording/text.ts';

type Props = {
  /** Resolves to an error message, or to "" on success. */
  unlock(passphrase: string): Promise<string>;
};

/** Asks for the passphrase that encrypts the API keys. */
export function UnlockForm({ unlock }: Props) {
  const problem = useSignal('');
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.focus(), []);
  return (
    <form
      class="bar"
      onSubmit={async (event) => {
        event.preventDefault();
        problem.value = '';
        problem.value = await unlock(field.current?.value ?? '');
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
      {problem.value && (
        <p role="alert" class="field-problem">
          {problem.value}
        </p>
      )}
    </form>
  );
}
