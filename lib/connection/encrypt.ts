import type { Encrypted } from '../model/credential.ts';

const cipher = 'AES-GCM';
const maxArguments = 10_000;

/** Returns random bytes as base64. */
export function randomBase64(length: number): string {
  return toBase64(crypto.getRandomValues(new Uint8Array(length)));
}

/** Imports an AES-GCM key of 32 bytes from base64. */
export function importKey(raw: string): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', fromBase64(raw), cipher, false, ['encrypt', 'decrypt']);
}

/** Encrypts a text with AES-GCM and a random nonce. `boundTo` says what it belongs to, and is needed to decrypt it. */
export async function encrypt(key: CryptoKey, text: string, boundTo: string): Promise<Encrypted> {
  const iv = randomBase64(12);
  const data = await crypto.subtle.encrypt(howToEncrypt(iv, boundTo), key, toBytes(text));
  return { iv, data: toBase64(new Uint8Array(data)) };
}

/** Decrypts a text. Throws if the key is wrong, the text was changed, or it belongs to something else. */
export async function decrypt(key: CryptoKey, { iv, data }: Encrypted, boundTo: string): Promise<string> {
  const how = howToEncrypt(iv, boundTo);
  return new TextDecoder().decode(await crypto.subtle.decrypt(how, key, fromBase64(data)));
}

function howToEncrypt(iv: string, boundTo: string): AesGcmParams {
  return { name: cipher, iv: fromBase64(iv), additionalData: toBytes(boundTo) };
}

function toBytes(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

/** Decodes base64. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
}

/** Encodes bytes as base64. */
export function toBase64(bytes: Uint8Array): string {
  let signs = '';
  // In parts, because a call takes a limited number of arguments.
  for (let start = 0; start < bytes.length; start += maxArguments)
    signs += String.fromCharCode(...bytes.subarray(start, start + maxArguments));
  return btoa(signs);
}
