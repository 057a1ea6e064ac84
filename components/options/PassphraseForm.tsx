import { useSignal } from '@preact/signals';
import { type Strength, strengthOf } from '../../lib/connection/passphrase-strength.ts';
import { type MessageName, text } from '../../lib/wording/text.ts';

const strengths: Record<Strength, [name: MessageName, share: number]> = {
  weak: ['strengthWeak', 1],
  fair: ['strengthFair', 2],
  strong: ['strengthStrong', 3],
};
const idleChoices = { 5: 'idle5', 15: 'idle15', 60: 'idle60', 480: 'idle480' } as const;

/** Sets a passphrase, which is typed twice and checked for strength, and the idle time until it locks. */
export function PassphraseForm({ onSet }: { onSet(passphrase: string, idleMinutes: number): void }) {
  const typed = useSignal('');
  const repeated = useSignal('');
  const [name, share] = strengths[strengthOf(typed.value)];
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
        <meter min={0} max={3} value={typed.value ? share : 0} aria-hidden="true" />{' '}
        {typed.value ? text(name) : text('strengthHint')}
      </p>
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
