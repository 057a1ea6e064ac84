import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';

// Half a megabyte with its lists of common passwords and words: imported only when a passphrase is set.

const minLength = 12;
/** Powers of ten of guesses. One graphics card tries about 10^4 a second against a vault. */
const minFair = 11.5;
const minStrong = 14;

const estimator = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
const words = dictionary['diceware-common'];

/** Rates how well a passphrase resists an attacker who has the disk. */
export type Strength = 'weak' | 'fair' | 'strong';

/**
 * Estimates the strength of a passphrase by the guesses that an attacker needs who knows common passwords, words, dates,
 * keyboard patterns, and `knownWords` such as the user's name. `weak` ones are refused.
 */
export function strengthOf(passphrase: string, knownWords: readonly string[]): Strength {
  const userInputs = knownWords.flatMap((each) => [each, ...each.split(/[\s@.]+/)]);
  const { guessesLog10 } = estimator.check(passphrase, userInputs);
  if (passphrase.length < minLength || guessesLog10 < minFair) return 'weak';
  return guessesLog10 < minStrong ? 'fair' : 'strong';
}

/** Suggests a passphrase of six random words, one of 2 × 10^23. */
export function suggestPassphrase(): string {
  return Array.from({ length: 6 }, () => words[randomBelow(words.length)]).join(' ');
}

// Draws again above the largest multiple of `limit`, because small numbers would be more likely otherwise.
function randomBelow(limit: number): number {
  const end = 2 ** 32 - (2 ** 32 % limit);
  for (;;) {
    const [drawn = end] = crypto.getRandomValues(new Uint32Array(1));
    if (drawn < end) return drawn % limit;
  }
}
