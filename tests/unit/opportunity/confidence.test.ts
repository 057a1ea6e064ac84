import { describe, expect, it } from 'vitest';
import { expectedValue, parseConfidence, parsePresets } from '../../../lib/opportunity/confidence.ts';

describe('typed confidences', () => {
  it.each<[string, number[]]>([
    ['0 10 25 50 75 90 100', [0, 10, 25, 50, 75, 90, 100]],
    ['90, 10,50', [10, 50, 90]],
    ['50 % 20%; 50', [20, 50]],
    [' 7 ', [7]],
    ['١٠ ٥٠', [10, 50]],
  ])('"%s" are read, sorted and without repeats', (typed, percents) => {
    expect(parsePresets(typed)).toEqual(percents);
  });

  it.each(['', ' , ', '101', '-5 10', '2.5', 'ten', '10 x 20', '1 2 3 4 5 6 7 8', '1e1'])(
    '"%s" are not accepted',
    (typed) => {
      expect(parsePresets(typed)).toBeUndefined();
    },
  );
});

it.each([
  ['0', 0],
  ['100', 100],
  [' 60 ', 60],
  ['60 %', 60],
  ['٦٠٪', 60],
  ['101', undefined],
  ['60.5', undefined],
  ['-5', undefined],
  ['x60', undefined],
  ['60  %', undefined],
  ['', undefined],
])('the confidence %j is read as %s', (typed, percent) => {
  expect(parseConfidence(typed)).toBe(percent);
});

it('expects the part of a value that its confidence says, in whole cents', () => {
  expect(expectedValue(1_250_000, 75)).toBe(937_500);
  expect(expectedValue(101, 50)).toBe(51);
  expect(expectedValue(101, 0)).toBe(0);
});
