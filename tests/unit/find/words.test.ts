import { describe, expect, it } from 'vitest';
import { hasWords, splitAtWords, wordsOf } from '../../../lib/find/words.ts';

describe('a text has the typed words', () => {
  it.each([
    ['in any order', 'Marlow Robotics', 'rob mar', true],
    ['despite case and accents', 'ØDEGÅRD Straße', 'odegard strasse', true],
    ['with accents typed, which the text lacks', 'Odegard', 'ødegård', true],
    ['in an address', 'lena.marlow@customer.example', 'marlow@cust', true],
    ['in Greek', 'ΟΔΟΣ Ερμού', 'ερμου', true],
    ['but not in the middle of a word', 'Marlow', 'arlow', false],
    ['but not if one of them is missing', 'Marlow Robotics', 'marlow foods', false],
  ])('%s', (_name, text, typed, expected) => {
    expect(hasWords(text, wordsOf(typed))).toBe(expected);
  });
});

describe('a text is split at the typed words', () => {
  it.each([
    ['in the middle', 'Marlow Robotics Ltd', 'rob', ['Marlow ', 'Rob', 'otics Ltd']],
    ['at several places', 'Marlow Robotics', 'marlow rob', ['', 'Marlow', ' ', 'Rob', 'otics']],
    ['by the longest of them', 'Robotics', 'r robo', ['', 'Robo', 'tics']],
    ['by letters with accents', 'Ødegård', 'odega', ['', 'Ødegå', 'rd']],
    ['by letters with separate accents', 'e\u0301te\u0301', 'ete', ['', 'e\u0301te\u0301', '']],
    ['by one letter, typed as two', 'Straße', 'strass', ['', 'Straß', 'e']],
    ['nowhere', 'Marlow', 'xyz', ['Marlow']],
    ['nowhere if nothing is typed', 'Marlow', ' ', ['Marlow']],
  ])('%s', (_name, text, typed, expected) => {
    expect(splitAtWords(text, wordsOf(typed))).toEqual(expected);
  });
});
