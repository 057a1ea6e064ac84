import { type ReadonlySignal, signal } from '@preact/signals';
import { createVault } from '../connection/create-vault.ts';
import { randomBase64 } from '../connection/encrypt.ts';

import type { ask as askBackground } from '../messaging/ask.ts';
import type { KeyStorage } from '../model/credential.ts';
import type { Result } from '../model/result.ts';
import { askWithSecret } from '../storage/secret-handoff.ts';
import { sentenceOf } from '../wording/problem-text.ts';

/** Where the keys of the connections are stored. */
export type KeyStorageModel = {
  /** The error message, "" without an error. */
  message: ReadonlySignal<string>;
  move(to: 'device' | 'session'): Promise<void>;
  /** Encrypts the keys with a passphrase; does nothing while another passphrase is being set. */
  setPassphrase(passphrase: string, idleMinutes: number): Promise<void>;
  /** Unlocks the keys; resolves to an error message, "" on success. */
  unlock(passphrase: string): Promise<string>;
  lock(): Promise<void>;
  /** Whether the keys lock when the computer locks. */
  locksWithComputer: ReadonlySignal<boolean>;
  readComputerLock(): Promise<void>;
  /** Has to be called within a click, because it needs a permission. */
  lockWithComputer(isWanted: boolean): Promise<void>;
  /** Removes the keys whose passphrase is forgotten. */
  forget(): Promise<void>;
};

type Dependencies = {
  ask: typeof askBackground;
  /** Unlocks the vault; resolves to an error message, "" on success. */
  unlock(passphrase: string): Promise<string>;
  /** Reads the connections again, which hold the state of the key storage. */
  readConnections(): Promise<void>;
  /** The permission to notice that the computer locks, which is the setting itself. */
  computerLock: { isNoticed(): Promise<boolean>; setNoticed(isWanted: boolean): Promise<unknown> };
};

/** Creates the model of the key storage. */
export function createKeyStorage({
  ask,
  unlock,
  readConnections,
  computerLock,
}: Dependencies): KeyStorageModel {
  const locksWithComputer = signal(false);
  const message = signal('');
  let isSetting = false;

  async function show(asked: Promise<Result<null>>): Promise<void> {
    const result = await asked;
    message.value = result.ok ? '' : sentenceOf(result.problem);
    await readConnections();
  }

  async function readComputerLock(): Promise<void> {
    locksWithComputer.value = await computerLock.isNoticed();
  }

  const move = (to: KeyStorage, forgets = false) => show(ask('secrets.move', { to, forgets }));

  return {
    message,
    move: (to) => move(to),
    async setPassphrase(passphrase, idleMinutes) {
      if (isSetting) return;
      isSetting = true;
      try {
        // Hands over the vault's key, never the passphrase.
        const key = randomBase64(32);
        const to = await createVault(key, passphrase, idleMinutes);
        await askWithSecret(key, () => move(to));
      } finally {
        isSetting = false;
      }
    },
    async unlock(passphrase) {
      const sentence = await unlock(passphrase);
      if (sentence === '') await readConnections();
      return sentence;
    },
    locksWithComputer,
    readComputerLock,
    async lockWithComputer(isWanted) {
      // Shown at once, so that a refused permission unchecks the box again.
      locksWithComputer.value = isWanted;
      await computerLock.setNoticed(isWanted).catch(() => {});
      await readComputerLock();
    },
    lock: () => show(ask('vault.lock', {})),
    forget: () => move('device', true),
  };
}
