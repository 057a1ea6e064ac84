import { describe, expect, it } from 'vitest';
import { bestMatch, filterOptions } from '../../../../components/ui/combobox/combobox-filter.ts';

const named = (...names: string[]) => names.map((name) => ({ value: `id:${name}`, name }));
const regions = named(' North', 'North', '  North-East', 'Nörth', 'South', '-');
const namesFor = (query: string) => filterOptions(regions, query).map(({ name }) => name);

describe('what stays in a list while one types', () => {
  it.each([
    ['', [' North', 'North', '  North-East', 'Nörth', 'South', '-']],
    ['   ', [' North', 'North', '  North-East', 'Nörth', 'South', '-']],
    ['south', ['South']],
    ['NORTH', [' North', 'North', '  North-East', 'Nörth']],
    ['sÖuth', ['South']],
    ['east north', ['  North-East']],
    ['-', ['  North-East', '-']],
    ['west', []],
  ])('%j', (query, expected) => {
    expect([...namesFor(query)].sort()).toEqual([...expected].sort());
  });

  it('gives the options themselves, untouched', () => {
    expect(filterOptions(regions, ' nor')[0]).toBe(regions[0]);
  });
});

describe('the option that Enter would choose', () => {
  it.each([
    ['North', 1],
    [' North', 0],
    ['Nor', 0],
  ])('after %j is number %d', (query, place) => {
    expect(bestMatch(regions, query)).toBe(place);
  });

  it('is none where nothing is left', () => {
    expect(bestMatch([], 'x')).toBe(-1);
  });
});
