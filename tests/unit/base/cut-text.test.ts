import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutText } from '../../../lib/base/cut-text.ts';

describe('a text is cut', () => {
  it.each([
    ['an emoji of two halves', 'ab😀cd', 3, 'ab'],
    ['a family', 'a👨‍👩‍👧b', 5, 'a'],
    ['a flag', 'a🇩🇰b', 3, 'a'],
    ['a skin tone', 'a👍🏽b', 3, 'a'],
    ['a letter and its accent', 'ae\u0301b', 2, 'a'],
    ['a Devanagari syllable', 'कि', 1, ''],
    ['a keycap', '1️⃣2', 2, ''],
  ])('before %s that does not fit', (_what, text, length, expected) => {
    expect(cutText(text, length)).toBe(expected);
  });

  it.each([
    ['behind an emoji that fits', 'ab😀cd', 4, 'ab😀'],
    ['between letters', 'abcd', 2, 'ab'],
    ['not at all if it fits', 'ab😀', 4, 'ab😀'],
  ])('%s', (_how, text, length, expected) => {
    expect(cutText(text, length)).toBe(expected);
  });

  it('into a short, well-formed beginning', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(20), (text, length) => {
        const cut = cutText(text, length);
        expect(text.startsWith(cut) && cut.length <= length && cut.isWellFormed()).toBe(true);
      }),
    );
  });
});
