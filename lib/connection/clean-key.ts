import type { Secret } from '../model/credential.ts';

/** What a pasted text may be, the likeliest first, or why there is nothing in it. */
export type Pasted = { ok: true; secrets: Secret[] } | { ok: false; reason: 'empty' | 'not-a-key' };

/**
 * The API key or access token in whatever was pasted: with spaces, quotes, a trailing colon, `Bearer `, `-u key:`, or a
 * whole curl line around it, or as a Basic credential. Close does not promise a shape of either, so a lone word is tried
 * as both.
 */
export function cleanKey(pasted: string): Pasted {
  const text = pasted.trim();
  if (text === '') return { ok: false, reason: 'empty' };
  const key = findKey(text) ?? findKey(decodeBasic(text));
  if (key) return { ok: true, secrets: [key] };
  const token = /\bBearer\s+([\w.~+/=-]{16,})/i.exec(text)?.[1];
  if (token) return { ok: true, secrets: [{ accessToken: token }] };
  const word = text.replace(/^["'`]+|["'`:]+$/g, '');
  // Anything longer, or with signs that no header value should carry, is not worth sending to Close.
  if (!/^[\w.~+/=-]{16,2000}$/.test(word)) return { ok: false, reason: 'not-a-key' };
  return { ok: true, secrets: [word, { accessToken: word }] };
}

function findKey(text: string): string | undefined {
  return /(?<![0-9A-Za-z_])api_[0-9A-Za-z]+(?:\.[0-9A-Za-z]+)*/.exec(text)?.[0];
}

function decodeBasic(text: string): string {
  const encoded = /Basic\s+([0-9A-Za-z+/=]+)/i.exec(text)?.[1];
  try {
    return encoded ? atob(encoded) : '';
  } catch {
    return '';
  }
}
