import type { ReadonlySignal } from '@preact/signals';
import { useSignal } from '@preact/signals';
import type { KeyStorageState } from '../../lib/options/connections.ts';
import { type MessageName, text } from '../../lib/wording/text.ts';
import { UnlockForm } from '../editor/UnlockForm.tsx';
import { CheckPreference } from './CheckPreference.tsx';
import { PassphraseForm } from './PassphraseForm.tsx';

type KeyStorage = 'device' | 'session' | 'passphrase';

const ways: Record<KeyStorage, [name: MessageName, hint: MessageName]> = {
  device: ['keepOnDevice', 'keepOnDeviceHint'],
  session: ['keepInSession', 'keepInSessionHint'],
  passphrase: ['keepUnderPassphrase', 'keepUnderPassphraseHint'],
};

export type KeyStorageProps = {
  /** Null until loaded. */
  keyStorageState: ReadonlySignal<KeyStorageState | null>;
  /** The error message, "" without an error. */
  message: ReadonlySignal<string>;
  onMove(to: 'device' | 'session'): void;
  /** Names that an attacker knows of the user, which make a passphrase weak. */
  knownWords(): readonly string[];
  onSetPassphrase(passphrase: string, idleMinutes: number): void;
  unlock(passphrase: string): Promise<string>;
  onLock(): void;
  locksWithComputer: ReadonlySignal<boolean>;
  onLockWithComputer(isWanted: boolean): void;
  onForget(): void;
};

/** Lets the user choose where the API keys are stored. */
export function KeyStorageSection(props: KeyStorageProps) {
  if (!props.keyStorageState.value) return null;
  return (
    <section class="card wide" aria-labelledby="key-storage">
      <h3 class="title" id="key-storage">
        {text('keyStorage')}
      </h3>
      <KeyStorageChoices {...props} />
    </section>
  );
}

/** Renders the same choices, folded, before there is a key. */
export function FoldedKeyStorage(props: KeyStorageProps) {
  if (!props.keyStorageState.value) return null;
  return (
    <details class="card">
      <summary>{text('otherKeyStorage')}</summary>
      <KeyStorageChoices {...props} />
    </details>
  );
}

function KeyStorageChoices({ keyStorageState, message, ...actions }: KeyStorageProps) {
  const isSetting = useSignal(false);
  const isChanging = useSignal(false);
  if (!keyStorageState.value) return null;
  const { isLocked } = keyStorageState.value;
  const keyStorage =
    typeof keyStorageState.value.keyStorage === 'string' ? keyStorageState.value.keyStorage : 'passphrase';
  const chosen = isSetting.value ? 'passphrase' : keyStorage;
  return (
    <>
      {isLocked ? (
        <>
          <p class="meta">{text('lockedHint')}</p>
          <UnlockForm unlock={actions.unlock} />
          <details>
            <summary>{text('passphraseForgotten')}</summary>
            <p class="meta">{text('passphraseForgottenHint')}</p>
            <button type="button" class="button" onClick={actions.onForget}>
              {text('forgetKeys')}
            </button>
          </details>
        </>
      ) : (
        <>
          <fieldset>
            <legend class="meta">{text('keyStorageHint')}</legend>
            {(Object.keys(ways) as KeyStorage[]).map((way) => (
              <label key={way} class="preference">
                <input
                  type="radio"
                  name="key-storage"
                  checked={way === chosen}
                  aria-labelledby={`keep-${way}`}
                  aria-describedby={`keep-${way}-hint`}
                  onChange={() => {
                    isSetting.value = way === 'passphrase' && keyStorage !== 'passphrase';
                    if (way !== 'passphrase' && way !== keyStorage) actions.onMove(way);
                  }}
                />
                <span>
                  <span id={`keep-${way}`}>{text(ways[way][0])}</span>
                  <small id={`keep-${way}-hint`}>{text(ways[way][1])}</small>
                </span>
              </label>
            ))}
          </fieldset>
          {isSetting.value && keyStorage !== 'passphrase' && (
            <PassphraseForm knownWords={actions.knownWords()} onSet={actions.onSetPassphrase} />
          )}
          {keyStorage === 'passphrase' && (
            <>
              <CheckPreference
                name={text('lockWithComputer')}
                hint={text('lockWithComputerHint')}
                isChecked={actions.locksWithComputer.value}
                onChange={actions.onLockWithComputer}
              />
              <div class="row">
                <button type="button" class="button" onClick={actions.onLock}>
                  {text('lockNow')}
                </button>
                <button
                  type="button"
                  class="button"
                  aria-expanded={isChanging.value}
                  onClick={() => {
                    isChanging.value = !isChanging.value;
                  }}
                >
                  {text('changePassphrase')}
                </button>
              </div>
              {isChanging.value && (
                <PassphraseForm
                  knownWords={actions.knownWords()}
                  onSet={(passphrase, idleMinutes) => {
                    isChanging.value = false;
                    actions.onSetPassphrase(passphrase, idleMinutes);
                  }}
                />
              )}
            </>
          )}
        </>
      )}
      {message.value && <p role="alert">{message.value}</p>}
    </>
  );
}
