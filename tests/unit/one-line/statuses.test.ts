import { describe, expect, it } from 'vitest';
import type { Pipeline, Status } from '../../../lib/model/pipeline.ts';
import { findStatuses, nameStatuses } from '../../../lib/one-line/statuses.ts';
import { pipelines } from './samples.ts';

const pipeline = (name: string, statuses: [id: string, label: string, type: Status['type']][]): Pipeline => ({
  id: name,
  name,
  statuses: statuses.map(([id, label, type]) => ({ id, label, type })),
});
const idsOf = (list: readonly { id: string }[]) => list.map(({ id }) => id);
const find = (typed: string, statusId = 'stat_demo', some = pipelines) =>
  idsOf(findStatuses(typed, nameStatuses(some, statusId)));

describe('the statuses that can be typed', () => {
  const [sales, renewals] = pipelines.map(({ statuses }) => idsOf(statuses));

  it.each([
    ['stat_quote', renewals, sales],
    ['stat_demo', sales, renewals],
    ['stat_gone from Close', sales, renewals],
    [null, sales, renewals],
  ])("of a deal with %s are its pipeline's and the others", (statusId, own, others) => {
    const names = nameStatuses(pipelines, statusId);
    expect([idsOf(names.own), idsOf(names.others)]).toEqual([own, others]);
  });

  it('are none without a pipeline', () => {
    expect(nameStatuses([], 'stat_demo')).toEqual({ own: [], others: [] });
  });
});

describe('a typed status', () => {
  it.each([
    ['won', 'stat_demo', ['stat_won']],
    ['won', 'stat_quote', ['stat_signed']],
    ['gewonnen', 'stat_demo', ['stat_won']],
    ['lost', 'stat_demo', ['stat_lost']],
    ['verloren', 'stat_quote', ['stat_gone']],
    ['prop', 'stat_demo', ['stat_proposal']],
    ['signed', 'stat_demo', ['stat_signed']],
    ['demo', 'stat_demo', ['stat_demo', 'stat_demo2']],
    ['dem', 'stat_demo', ['stat_demo']],
    ['xyz', 'stat_demo', []],
  ])('“%s” means to a deal with %s: %j', (typed, statusId, ids) => {
    expect(find(typed, statusId)).toEqual(ids);
  });

  it('that both pipelines have means the one of the deal', () => {
    const twins = [pipeline('A', [['a', 'Review', 'active']]), pipeline('B', [['b', 'Review', 'active']])];
    expect(find('review', 'a', twins)).toEqual(['a']);
    expect(find('review', 'b', twins)).toEqual(['b']);
  });

  it('“won” means the label, unless its status is not won', () => {
    const labelled = [
      pipeline('A', [
        ['a', 'WON', 'won'],
        ['b', 'Closed', 'won'],
      ]),
    ];
    expect(find('won', 'a', labelled)).toEqual(['a']);
    const odd = [
      pipeline('A', [
        ['a', 'WON', 'active'],
        ['b', 'Closed', 'won'],
      ]),
    ];
    expect(find('won', 'a', odd)).toEqual(['a', 'b']);
    expect(find('WON', 'a', odd)).toEqual(['a']);
    const both = [
      pipeline('A', [
        ['a', 'WON', 'active'],
        ['c', 'Won!', 'won'],
        ['b', 'Closed', 'won'],
      ]),
    ];
    expect(find('won', 'a', both)).toEqual(['a', 'c', 'b']);
  });

  it('of two words is no word for winning', () => {
    const close = [
      pipeline('A', [
        ['a', 'Start', 'active'],
        ['b', 'Closed', 'won'],
      ]),
    ];
    expect(find('w on', 'a', close)).toEqual([]);
  });
});
