import { describe, expect, it } from 'vitest';
import { beginsAlike, createKnownSearch } from '../../../lib/find/search-known.ts';
import type { KnownDeal } from '../../../lib/model/known-deal.ts';
import { createRandom } from '../../random.ts';
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

// Counts the time of the processor, because other tests run beside this one.
it('answers each key within a frame with 2,000 deals', () => {
  const { below } = createRandom(7);
  const letter = () => String.fromCharCode(97 + below(26));
  const word = () => Array.from({ length: 4 + below(8) }, letter).join('');
  const many = Array.from(
    { length: 2_000 },
    (_none, index): KnownDeal =>
      knownDeal({
        ...{
          id: `oppo_${index}`,
          leadName: `${word()} ${word()} ${word()}`,
          contactName: `${word()} ${word()}`,
        },
        ...{ value: below(10_000_000), seenAt: index },
      }),
  );
  const findIn = createKnownSearch(many);
  const typed = 'marlwo robtics internatoinal';
  const times = Array.from({ length: typed.length }, (_none, index) => {
    const before = process.threadCpuUsage();
    findIn(typed.slice(0, index + 1), 20);
    const { user, system } = process.threadCpuUsage(before);
    return (user + system) / 1000;
  });
  expect(times.reduce((sum, time) => sum + time, 0) / times.length).toBeLessThan(16);
});
