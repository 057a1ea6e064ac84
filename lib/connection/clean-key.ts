/** What was found in a pasted text: a key, or why there is none. */
export type PastedKey = { ok: true; key: string } | { ok: false; reason: 'empty' | 'not-a-key' };

/**
 * The API key in whatever was pasted: with spaces, quotes, a trailing colon, `Bearer `, `-u key:`, or a whole curl line
 * around it, or as a Basic credential. Close does not promise a key's shape, so a lone word is tried as it is.
 */
export function cleanKey(pasted: string): PastedKey {
  const text = pasted.trim();
  if (text === '') return { ok: false, reason: 'empty' };
  const key = findKey(text) ?? findKey(decodeBasic(text)) ?? loneWord(text);
  return key ? { ok: true, key } : { ok: false, reason: 'not-a-key' };
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

// Anything longer, or with signs that no header value should carry, is not worth sending to Close.
function loneWord(text: string): string | undefined {
  const word = text.replace(/^Bearer\s+/i, '').replace(/^["'`]+|["'`:]+$/g, '');
  return /^[\w.-]{16,200}$/.test(word) ? word : undefined;
}
