import { describe, expect, it } from 'vitest';
import { isSameValue } from '../../../lib/opportunity/values.ts';

describe('two lists of values', () => {
  it.each([
    ['another order', ['A', 'B'], ['B', 'A'], true],
    ['a value twice in the first', ['A', 'A'], ['A', 'B'], false],
    ['a value twice in the second', ['A', 'B'], ['A', 'A'], false],
    ['a value twice and once', ['A', 'A'], ['A'], true],
    ['an empty list and none', [], null, true],
    ['one value bare and in a list', 'A', ['A'], true],
  ] as const)('%s', (_what, one, other, isSame) => {
    expect(isSameValue('custom.cf_tags', one, other)).toBe(isSame);
    expect(isSameValue('custom.cf_tags', other, one)).toBe(isSame);
  });
});
