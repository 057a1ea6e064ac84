import { signal } from '@preact/signals';
import { KeyStorageSection } from '../../components/options/KeyStorageSection.tsx';
import { randomBase64 } from '../../lib/connection/encrypt.ts';
import { unlock } from '../../lib/connection/unlock.ts';
import { wrapKey } from '../../lib/connection/vault.ts';
import { ask } from '../../lib/messaging/ask.ts';
import type { KeyStorage } from '../../lib/model/credential.ts';
import type { Result } from '../../lib/model/result.ts';
import { askWithSecret } from '../../lib/storage/secret-handoff.ts';
import { sentenceOf } from '../../lib/wording/problem-text.ts';
import { keyStorageState, readConnections } from './connections.tsx';

const message = signal('');

async function move(to: KeyStorage, forgets = false): Promise<void> {
  await tell(ask('secrets.move', { to, forgets }));
}

// Sends the background the vault and its key, never the passphrase.
async function setPassphrase(passphrase: string, idleMinutes: number): Promise<void> {
  const key = randomBase64(32);
  const to = await wrapKey(key, passphrase, idleMinutes);
  await askWithSecret(key, () => move(to));
}

async function tell(asked: Promise<Result<null>>): Promise<void> {
  const result = await asked;
  message.value = result.ok ? '' : sentenceOf(result.problem);
  await readConnections();
}

/** Connects the section about key storage to the background. */
export function KeyStoragePart() {
  return (
    <KeyStorageSection
      keyStorageState={keyStorageState}
      message={message}
      onMove={(to) => void move(to)}
      onSetPassphrase={(passphrase, idleMinutes) => void setPassphrase(passphrase, idleMinutes)}
      unlock={async (passphrase) => {
        const sentence = await unlock(passphrase);
        if (sentence === '') await readConnections();
        return sentence;
      }}
      onLock={() => void tell(ask('vault.lock', {}))}
      onForget={() => void move('device', true)}
    />
  );
}
