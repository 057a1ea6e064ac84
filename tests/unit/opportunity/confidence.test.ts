import { describe, expect, it } from 'vitest';
import { parsePresets } from '../../../lib/opportunity/confidence.ts';

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
