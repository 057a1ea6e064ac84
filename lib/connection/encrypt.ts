import type { Encrypted } from '../model/credential.ts';

const cipher = 'AES-GCM';

/** Returns random bytes as base64. */
export function randomBase64(length: number): string {
  return toBase64(crypto.getRandomValues(new Uint8Array(length)));
}

/** Imports an AES-GCM key of 32 bytes from base64. */
export function importKey(raw: string): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', fromBase64(raw), cipher, false, ['encrypt', 'decrypt']);
}

/** Encrypts a text with AES-GCM and a random nonce. */
export async function encrypt(key: CryptoKey, text: string): Promise<Encrypted> {
  const iv = randomBase64(12);
  const data = await crypto.subtle.encrypt(
    { name: cipher, iv: fromBase64(iv) },
    key,
    new TextEncoder().encode(text),
  );
  return { iv, data: toBase64(new Uint8Array(data)) };
}

/** Decrypts a text. Throws if the key is wrong or the text was changed. */
export async function decrypt(key: CryptoKey, { iv, data }: Encrypted): Promise<string> {
  const how = { name: cipher, iv: fromBase64(iv) };
  return new TextDecoder().decode(await crypto.subtle.decrypt(how, key, fromBase64(data)));
}

/** Decodes base64. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
}

function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}
