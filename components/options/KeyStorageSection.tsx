import type { ReadonlySignal } from '@preact/signals';
import { useSignal } from '@preact/signals';
import type { ConnectionList } from '../../lib/messaging/contract.ts';
import { type MessageName, text } from '../../lib/wording/text.ts';
import { UnlockForm } from '../editor/UnlockForm.tsx';
import { PassphraseForm } from './PassphraseForm.tsx';

type KeyStorage = 'device' | 'session' | 'passphrase';

const ways: Record<KeyStorage, [name: MessageName, hint: MessageName]> = {
  device: ['keepOnDevice', 'keepOnDeviceHint'],
  session: ['keepInSession', 'keepInSessionHint'],
  passphrase: ['keepUnderPassphrase', 'keepUnderPassphraseHint'],
};

export type KeepingProps = {
  /** Null until loaded. */
  kept: ReadonlySignal<Pick<ConnectionList, 'keeping' | 'isLocked'> | null>;
  /** The error message, "" without an error. */
  told: ReadonlySignal<string>;
  onMove(to: 'device' | 'session'): void;
  onSetPassphrase(passphrase: string, idleMinutes: number): void;
  unlock(passphrase: string): Promise<string>;
  onLock(): void;
  onForget(): void;
};

/** Lets the user choose where the API keys are stored. */
export function KeepingSection({
  kept,
  told,
  onMove,
  onSetPassphrase,
  unlock,
  onLock,
  onForget,
}: KeepingProps) {
  const isSetting = useSignal(false);
  if (!kept.value) return null;
  const { isLocked } = kept.value;
  const keeping = typeof kept.value.keeping === 'string' ? kept.value.keeping : 'passphrase';
  const chosen = isSetting.value ? 'passphrase' : keeping;
  return (
    <section class="card wide">
      <h2 class="title" id="keeping">
        {text('keeping')}
      </h2>
      {isLocked ? (
        <>
          <p class="meta">{text('lockedHint')}</p>
          <UnlockForm unlock={unlock} />
          <details>
            <summary>{text('passphraseForgotten')}</summary>
            <p class="meta">{text('passphraseForgottenHint')}</p>
            <button type="button" class="button" onClick={onForget}>
              {text('forgetKeys')}
            </button>
          </details>
        </>
      ) : (
        <>
          <fieldset>
            <legend class="meta">{text('keepingHint')}</legend>
            {(Object.keys(ways) as KeyStorage[]).map((way) => (
              <label key={way} class="preference">
                <input
                  type="radio"
                  name="keeping"
                  checked={way === chosen}
                  aria-labelledby={`keep-${way}`}
                  aria-describedby={`keep-${way}-hint`}
                  onChange={() => {
                    isSetting.value = way === 'passphrase' && keeping !== 'passphrase';
                    if (way !== 'passphrase' && way !== keeping) onMove(way);
                  }}
                />
                <span>
                  <span id={`keep-${way}`}>{text(ways[way][0])}</span>
                  <small id={`keep-${way}-hint`}>{text(ways[way][1])}</small>
                </span>
              </label>
            ))}
          </fieldset>
          {isSetting.value && keeping !== 'passphrase' && <PassphraseForm onSet={onSetPassphrase} />}
          {keeping === 'passphrase' && (
            <div class="row">
              <button type="button" class="button" onClick={onLock}>
                {text('lockNow')}
              </button>
            </div>
          )}
        </>
      )}
      {told.value && <p role="alert">{told.value}</p>}
    </section>
  );
}
