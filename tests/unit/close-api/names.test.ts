import { describe, expect, it } from 'vitest';
import { readableName, withDistinctNames } from '../../../lib/close-api/names.ts';

describe('readableName', () => {
  it.each([
    ['  Halden Foods ', 'Halden Foods'],
    ['Halden\tFoods\nLtd', 'Halden Foods Ltd'],
    ['   ', ''],
    ['\u200b\u200d\u2060\ufeff', ''],
    ['\u202e\u2066\u00ad', ''],
    ['\u0000\u0007', ''],
    ['\u3164\u2800', ''],
    ['👩‍🚀 Orbit', '👩‍🚀 Orbit'],
    ['می‌خواهم', 'می‌خواهم'],
    [null, ''],
    [undefined, ''],
  ])('of %j is %j', (name, expected) => {
    expect(readableName(name)).toBe(expected);
  });
});

describe('withDistinctNames', () => {
  const field = (name: string, description = '') => ({ name, description });
  const names = (...fields: ReturnType<typeof field>[]) => withDistinctNames(fields).map(({ name }) => name);

  it('keeps names that differ', () => {
    expect(names(field('Region'), field('Size', 'of the team'))).toEqual(['Region', 'Size']);
  });

  it('adds the description where it tells fields apart', () => {
    const [sales, support] = [field('Region', 'of sales'), field('Region', 'of support')];
    expect(names(sales, support)).toEqual(['Region (of sales)', 'Region (of support)']);
  });

  it('adds the place where no description does', () => {
    expect(names(field('Region'), field('Size'), field('Region'))).toEqual([
      'Region (1)',
      'Size',
      'Region (2)',
    ]);
    const [same, sameAgain, other] = [field('Region', 'a'), field('Region', 'a'), field('Region', 'b')];
    expect(names(same, sameAgain, other)).toEqual(['Region (1)', 'Region (2)', 'Region (b)']);
  });
});
