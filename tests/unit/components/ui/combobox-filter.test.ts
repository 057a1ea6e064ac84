import { describe, expect, it } from 'vitest';
import { bestMatch, filterOptions } from '../../../../components/ui/combobox/combobox-filter.ts';

const named = (...names: string[]) => names.map((name) => ({ value: `id:${name}`, name }));
const regions = named(' North', 'North', '  North-East', 'Nörth', 'South', '-');
const namesFor = (query: string) => filterOptions(regions, query).map(({ name }) => name);

describe('filterOptions', () => {
  it.each([
    ['', [' North', 'North', '  North-East', 'Nörth', 'South', '-']],
    ['   ', [' North', 'North', '  North-East', 'Nörth', 'South', '-']],
    ['south', ['South']],
    ['NORTH', [' North', 'North', '  North-East', 'Nörth']],
    ['sÖuth', ['South']],
    ['east north', ['  North-East']],
    ['-', ['  North-East', '-']],
    ['west', []],
  ])('for the query %j returns %j', (query, expected) => {
    expect([...namesFor(query)].sort()).toEqual([...expected].sort());
  });

  it('returns the original option objects', () => {
    expect(filterOptions(regions, ' nor')[0]).toBe(regions[0]);
  });
});

describe('bestMatch', () => {
  it.each([
    ['North', 1],
    [' North', 0],
    ['Nor', 0],
  ])('for the query %j is at index %d', (query, index) => {
    expect(bestMatch(regions, query)).toBe(index);
  });

  it('is -1 if there are no options', () => {
    expect(bestMatch([], 'x')).toBe(-1);
  });
});
