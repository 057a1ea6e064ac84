import { expect, it } from 'vitest';
import { matchNames, named, tagOf } from '../../../lib/one-line/names.ts';

const listOf = (...names: string[]) => names.map((name) => named(name, `id_${name}`, name));
const twins = [
  named('first', 'user_000000ab12cd', 'Kim Park'),
  named('second', 'user_000000ef34gh', 'Kim Park'),
  named('other', 'user_111111ab12cd', 'Lee Park'),
];
const choices = listOf('Widget A', 'Widget B', 'Trade fair', ' spaced out', 'Été', '—');
const renewals = [
  named('demo', 'stat_demo', 'Demo', 'Big Renewals'),
  named('sign', 'stat_s', 'Signed', 'Big Renewals'),
];

it.each([
  ['Widget A', 0, ['Widget A']],
  [' spaced out', 0, [' spaced out']],
  ['spaced out', 0, [' spaced out']],
  ['widget a', 1, ['Widget A']],
  ['WIDGET-A', 1, ['Widget A']],
  ['ete', 1, ['Été']],
  ['wi', 2, ['Widget A', 'Widget B']],
  ['wi b', 2, ['Widget B']],
  ['b wi', 2, ['Widget B']],
  ['a w', 2, ['Widget A']],
  ['fair', 2, ['Trade fair']],
  ['tradef', 2, ['Trade fair']],
  ['tf', 2, ['Trade fair']],
  ['w', 3, []],
  ['wi wi', 3, []],
  ['wi wid', 3, []],
  ['wi a x', 3, []],
  ['zzz', 3, []],
  ['air', 3, []],
  ['!', 3, []],
  ['', 3, []],
])('“%s” names with rank %i: %j', (typed, rank, items) => {
  expect(matchNames(typed, choices)).toEqual({ rank, items });
});

it('a name letter by letter comes before the same name in other letters', () => {
  expect(matchNames('demo', listOf('Demo', 'demo'))).toEqual({ rank: 0, items: ['demo'] });
  expect(matchNames('DEMO', listOf('Demo', 'demo'))).toEqual({ rank: 1, items: ['Demo', 'demo'] });
});

it.each([
  ['Kim Park#ab12cd', 0, ['first']],
  ['Kim Park#ef34gh', 0, ['second']],
  ['Kim Park', 0, ['first', 'second']],
  ['Kim#ab12cd', 3, []],
  ['Kim Park#ab12cd x', 3, []],
  ['Kim Park#zzzzzz', 3, []],
])('the end of an id tells two of one name apart: “%s” has rank %i and names %j', (typed, rank, items) => {
  expect(matchNames(typed, twins)).toEqual({ rank, items });
});

it('the end of an id is its last six letters', () => {
  expect(tagOf('user_000000ab12cd')).toBe('#ab12cd');
});

it.each([
  ['renewals demo', ['demo']],
  ['demo big', ['demo']],
  ['ren si', ['sign']],
  ['renewals', []],
  ['big ren', []],
  ['big xyz', []],
])('words of a pipeline may be typed with those of a status: “%s” names %j', (typed, items) => {
  expect(matchNames(typed, renewals).items).toEqual(items);
});
