import type { Vault } from '../model/credential.ts';
import { decrypt, encrypt, fromBase64, randomBase64 } from './encrypt.ts';

/** What OWASP asks of PBKDF2 with SHA-256. Raised here, it is raised on the next unlock of every older vault. */
export const rounds = 600_000;

/** A vault for a key under a passphrase, and so are more rounds or another passphrase for the same key. */
export async function wrapKey(key: string, passphrase: string, idleMinutes: number): Promise<Vault> {
  const salt = randomBase64(16);
  return { salt, rounds, idleMinutes, key: await encrypt(await deriveKey(passphrase, salt, rounds), key) };
}

/** The key in a vault, or undefined where the passphrase is another one. */
export async function unwrapKey(vault: Vault, passphrase: string): Promise<string | undefined> {
  const derived = await deriveKey(passphrase, vault.salt, vault.rounds);
  return decrypt(derived, vault.key).catch(() => undefined);
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
