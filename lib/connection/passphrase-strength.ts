const minLength = 12;

/** Rates how well a passphrase resists an attacker who has the disk. */
export type Strength = 'weak' | 'fair' | 'strong';

/**
 * Estimates the strength of a passphrase from below, by counting different pairs of characters. `weak` ones, such as short
 * ones, numbers and repeated words, are refused.
 */
export function strengthOf(passphrase: string): Strength {
  const kinds = { '[a-z]': 26, '[A-Z]': 26, '[0-9]': 10, '[^a-zA-Z0-9]': 32 };
  const signs = Object.entries(kinds).filter(([kind]) => new RegExp(kind).test(passphrase));
  const pool = signs.reduce((sum, [, count]) => sum + count, 0);
  const pairs = new Set<string>();
  for (let place = 1; place < passphrase.length; place += 1) {
    const step = passphrase.charCodeAt(place) - passphrase.charCodeAt(place - 1);
    // Sequences such as "abcd", "4321" and "aaaa" add nothing after their first character.
    if (Math.abs(step) > 1) pairs.add(passphrase.slice(place - 1, place + 1));
  }
  const bits = pool === 0 ? 0 : pairs.size * Math.log2(pool);
  if (passphrase.length < minLength || bits < 45) return 'weak';
  return bits < 70 ? 'fair' : 'strong';
}
