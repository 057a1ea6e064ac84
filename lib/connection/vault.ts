import type { Vault } from '../model/credential.ts';
import { decrypt, encrypt, fromBase64, randomBase64 } from './encrypt.ts';

/** Rounds of PBKDF2, more than the 600,000 that OWASP recommends with SHA-256; a vault with fewer is raised at its next unlock. */
export const rounds = 1_000_000;

const boundTo = 'vault';

/** Wraps a key under a passphrase, for a new vault or with the present number of rounds. */
export async function wrapKey(
  key: string,
  passphrase: string,
  others: Pick<Vault, 'idleMinutes' | 'seal'>,
): Promise<Vault> {
  const salt = randomBase64(16);
  return {
    ...others,
    salt,
    rounds,
    key: await encrypt(await deriveKey(passphrase, salt, rounds), key, boundTo),
  };
}

/** Returns the key in a vault, or undefined if the passphrase is wrong. */
export async function unwrapKey(vault: Vault, passphrase: string): Promise<string | undefined> {
  const derived = await deriveKey(passphrase, vault.salt, vault.rounds);
  return decrypt(derived, vault.key, boundTo).catch(() => undefined);
}

// By PBKDF2, which takes a tenth of a second on purpose.
async function deriveKey(passphrase: string, salt: string, iterations: number): Promise<CryptoKey> {
  // The same letters may be typed as different code points.
  const typed = new TextEncoder().encode(passphrase.normalize());
  const material = await crypto.subtle.importKey('raw', typed, 'PBKDF2', false, ['deriveKey']);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt: fromBase64(salt), iterations };
  const key = { name: 'AES-GCM', length: 256 };
  return crypto.subtle.deriveKey(how, material, key, false, ['encrypt', 'decrypt']);
}
