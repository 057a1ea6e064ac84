import { describe, expect, it } from 'vitest';
import { beginsAlike, createKnownSearch } from '../../../lib/find/search-known.ts';
import { knownDeal } from '../samples/known-deal.ts';

const deals = [
  knownDeal({ id: 'marlow', leadName: 'Marlow Robotics', contactName: 'Lena Ödegård', seenAt: 3 }),
  knownDeal({ id: 'halden', leadName: 'Halden Foods', value: 123_450, seenAt: 2 }),
  knownDeal({ id: 'strasse', leadName: 'Straßenbau Łódź', pipelineName: 'Renewals', seenAt: 1 }),
  knownDeal({
    ...{ id: 'closed', leadName: 'Marlow Robotics', seenAt: 4 },
    status: { id: 'stat_lost', label: 'Lost to rival', type: 'lost' },
  }),
];
const search = createKnownSearch(deals);
const find = (typed: string) => search(typed, 20).deals.map(({ id }) => id);

describe('a search in known deals', () => {
  it.each([
    ['mar', ['marlow', 'closed']],
    ['ROBO marl', ['marlow', 'closed']],
    ['odegard', ['marlow']],
    ['ödeg', ['marlow']],
    ['strassenbau', ['strasse']],
    ['lodz', ['strasse']],
    ['1234', ['halden']],
    ['renew', ['strasse']],
    ['rival', ['closed']],
    ['marlow foods', []],
    ['low', []],
    ['', []],
    ['!?', []],
  ])('for "%s" finds %j', (typed, expected) => {
    expect(find(typed)).toEqual(expected);
  });

  it.each([
    ['malrow', ['marlow', 'closed']],
    ['robtic', ['marlow', 'closed']],
    ['haldn', ['halden']],
    ['holden foods', ['halden']],
  ])('for "%s" with typing errors finds %j', (typed, expected) => {
    expect(find(typed)).toEqual(expected);
    expect(search(typed, 20).isExact).toBe(false);
  });

  it('allows no errors while a deal has the words without any', () => {
    const both = createKnownSearch([...deals, knownDeal({ id: 'holden', leadName: 'Holden Cars' })]);
    expect(both('holden', 20).deals.map(({ id }) => id)).toEqual(['holden']);
  });

  it('returns at most as many as asked for', () => {
    expect(search('mar', 1).deals.map(({ id }) => id)).toEqual(['marlow']);
  });
});

it.each([
  ['abc', 'abd', false],
  ['abcd', 'abce', true],
  ['abcd', 'bacd', true],
  ['abcd', 'badc', false],
  ['marlow', 'arlow', true],
  ['marlow', 'mar', false],
  ['robotics', 'rbotcs', true],
  ['robotics', 'rbtcs', false],
  ['x'.repeat(200), 'y'.repeat(200), false],
])('"%s" begins like "%s": %s', (typed, word, expected) => {
  expect(beginsAlike(typed, word)).toBe(expected);
});
