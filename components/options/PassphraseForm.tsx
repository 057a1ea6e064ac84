import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Strength } from '../../lib/connection/passphrase-strength.ts';
import { type MessageName, text } from '../../lib/wording/text.ts';

const strengths: Record<Strength, [name: MessageName, share: number]> = {
  weak: ['strengthWeak', 1],
  fair: ['strengthFair', 2],
  strong: ['strengthStrong', 3],
};
const idleChoices = { 5: 'idle5', 15: 'idle15', 60: 'idle60', 480: 'idle480' } as const;

type Estimator = typeof import('../../lib/connection/passphrase-strength.ts');

type Props = {
  /** Names that an attacker knows of the user. */
  knownWords: readonly string[];
  onSet(passphrase: string, idleMinutes: number): void;
};

/** Sets a passphrase, which is typed twice and checked for strength, and the idle time until it locks. */
export function PassphraseForm({ knownWords, onSet }: Props) {
  /** Null until its lists of common passwords are loaded. */
  const estimator = useSignal<Estimator | null>(null);
  const suggested = useSignal('');
  const field = useRef<HTMLInputElement>(null);
  const typed = useSignal('');
  const repeated = useSignal('');
  useEffect(() => {
    void import('../../lib/connection/passphrase-strength.ts').then((loaded) => {
      estimator.value = loaded;
    });
  }, [estimator]);
  const [name, share] = strengths[estimator.value?.strengthOf(typed.value, knownWords) ?? 'weak'];
  const isRated = estimator.value !== null && typed.value !== '';
  const isReady = share > 1 && typed.value === repeated.value;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const minutes = Number(new FormData(event.currentTarget).get('idle'));
        if (isReady) onSet(typed.value, minutes);
      }}
    >
      <label for="passphrase">{text('newPassphrase')}</label>
      <input
        ref={field}
        id="passphrase"
        class="control"
        type="password"
        autocomplete="new-password"
        aria-describedby="strength"
        onInput={(event) => {
          typed.value = event.currentTarget.value;
        }}
      />
      <p id="strength" class="meta" role="status">
        <meter min={0} max={3} value={isRated ? share : 0} aria-hidden="true" />{' '}
        {isRated ? text(name) : text('strengthHint')}
      </p>
      <div class="row">
        <button
          type="button"
          class="button"
          disabled={estimator.value === null}
          onClick={() => {
            suggested.value = estimator.value?.suggestPassphrase() ?? '';
            typed.value = suggested.value;
            if (field.current) field.current.value = suggested.value;
          }}
        >
          {text('suggestPassphrase')}
        </button>
      </div>
      <div role="status">
        {suggested.value && (
          <>
            <code class="suggested">{suggested.value}</code>
            <p class="meta">{text('suggestedHint')}</p>
          </>
        )}
      </div>
      <label for="repeated">{text('repeatPassphrase')}</label>
      <input
        id="repeated"
        class="control"
        type="password"
        autocomplete="new-password"
        onInput={(event) => {
          repeated.value = event.currentTarget.value;
        }}
      />
      <label for="idle">{text('lockAfter')}</label>
      <select id="idle" name="idle" class="control">
        {Object.entries(idleChoices).map(([minutes, choice]) => (
          <option key={minutes} value={minutes} selected={minutes === '15'}>
            {text(choice)}
          </option>
        ))}
      </select>
      <button type="submit" class="button primary" disabled={!isReady}>
        {text('usePassphrase')}
      </button>
    </form>
  );
}
