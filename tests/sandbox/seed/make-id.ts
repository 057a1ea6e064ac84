import { createHash } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Short ids are those of pipelines and roles; all others have 43 characters after the prefix. */
const LENGTHS: Record<string, number> = { pipe: 22, role: 22 };

/** Returns the same id on every run in Close's shape: the prefix, `_`, then characters from the name's hash. */
export function makeId(prefix: string, name: string): string {
  const length = LENGTHS[prefix] ?? 43;
  const bytes = createHash('sha512').update(`${prefix}:${name}`).digest();
  let id = `${prefix}_`;
  for (const byte of bytes.subarray(0, length)) id += ALPHABET[byte % ALPHABET.length];
  return id;
}
