import type { Encrypted } from '../model/credential.ts';

const cipher = 'AES-GCM';

/** As many random bytes as asked for, base64. */
export function randomBase64(length: number): string {
  return toBase64(crypto.getRandomValues(new Uint8Array(length)));
}

/** A key of 32 random bytes, from base64. */
export function importKey(raw: string): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', fromBase64(raw), cipher, false, ['encrypt', 'decrypt']);
}

/** Seals a text; the same text looks different each time. */
export async function encrypt(key: CryptoKey, text: string): Promise<Encrypted> {
  const iv = randomBase64(12);
  const data = await crypto.subtle.encrypt(
    { name: cipher, iv: fromBase64(iv) },
    key,
    new TextEncoder().encode(text),
  );
  return { iv, data: toBase64(new Uint8Array(data)) };
}

/** Opens a sealed text. Throws where the key is another one or the text was changed. */
export async function decrypt(key: CryptoKey, { iv, data }: Encrypted): Promise<string> {
  const how = { name: cipher, iv: fromBase64(iv) };
  return new TextDecoder().decode(await crypto.subtle.decrypt(how, key, fromBase64(data)));
}

/** Bytes of base64. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
}

function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}
