import type { Secret } from '../model/credential.ts';

/** Holds the credentials that a pasted text may contain, the likeliest first, or why it contains none. */
export type Pasted = { ok: true; secrets: Secret[] } | { ok: false; reason: 'empty' | 'not-a-key' };

/**
 * Finds the API key or access token in a pasted text: alone, quoted, in a header, after `Bearer` or `api_key=`, in a curl
 * line or as a Basic credential. A lone word is tried as both, because Close promises no shape of either.
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
