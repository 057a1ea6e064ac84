const minLength = 12;

/** How well a passphrase resists an attacker who has the disk. */
export type Strength = 'weak' | 'fair' | 'strong';

/**
 * A rough estimate from below: what repeats counts once, whatever kinds of signs there are. Short ones, numbers and
 * repeated words are `weak` and not taken.
 */
export function strengthOf(passphrase: string): Strength {
  const kinds = { '[a-z]': 26, '[A-Z]': 26, '[0-9]': 10, '[^a-zA-Z0-9]': 32 };
  const signs = Object.entries(kinds).filter(([kind]) => new RegExp(kind).test(passphrase));
  const pool = signs.reduce((sum, [, count]) => sum + count, 0);
  const pairs = new Set<string>();
  for (let place = 1; place < passphrase.length; place += 1) {
    const step = passphrase.charCodeAt(place) - passphrase.charCodeAt(place - 1);
    // "abcd", "4321" and "aaaa" say no more than where they begin.
    if (Math.abs(step) > 1) pairs.add(passphrase.slice(place - 1, place + 1));
  }
  const bits = pool === 0 ? 0 : pairs.size * Math.log2(pool);
  if (passphrase.length < minLength || bits < 45) return 'weak';
  return bits < 70 ? 'fair' : 'strong';
}
