import { expect, it } from 'vitest';
import { readPlainLine } from '../../../lib/one-line/plain-line.ts';
import { deals, lineContext } from './samples.ts';

type Deal = keyof typeof deals;

function read(line: string, deal: Deal = 'marlow', statusId?: string) {
  const context = lineContext(deals[deal]);
  const { opportunity, now, locale, catalog } = context;
  if (statusId) opportunity.values = { ...opportunity.values, status_id: statusId };
  return readPlainLine(line, { opportunity, now, locale, pipelines: catalog.pipelines })?.map(
    ({ field, change }) => [
      field,
      'value' in change ? change.value : 'by' in change ? change.by : change.how,
    ],
  );
}

it.each<[line: string, deal: Deal, readings: unknown[]]>([
  [
    'won nov 20',
    'marlow',
    [
      ['status_id', 'stat_won'],
      ['date_won', '2026-11-20'],
    ],
  ],
  [
    'nov 20 won',
    'marlow',
    [
      ['date_won', '2026-11-20'],
      ['status_id', 'stat_won'],
    ],
  ],
  ['nov 20', 'halden', [['date_won', '2026-11-20']]],
  ['dec 12', 'marlow', [['date_won', '2026-12-12']]],
  ['nov 20', 'marlow', [['date_won', '2027-11-20']]],
  ['dec 12', 'halden', [['date_won', '2025-12-12']]],
  [
    'prop dec 12',
    'halden',
    [
      ['status_id', 'stat_proposal'],
      ['date_won', '2026-12-12'],
    ],
  ],
  ['today', 'marlow', [['date_won', '2026-11-25']]],
  ['today', 'halden', [['date_won', '2026-11-25']]],
  ['-12500', 'marlow', [['value', -1_250_000]]],
  ['-80%', 'marlow', [['confidence', -80]]],
  ['+1w', 'marlow', [['date_won', 1]]],
  ['lost', 'marlow', [['status_id', 'stat_lost']]],
])('the short reader reads “%s” for the deal of %s as %j', (line, deal, readings) => {
  expect(read(line, deal)).toEqual(readings);
});

it.each<[line: string, deal: Deal, why: string]>([
  ['yesterday', 'marlow', 'an active deal closes on a day to come'],
  ['tomorrow', 'halden', 'a deal was won on a day that has passed'],
  ['lost today', 'marlow', 'the date of a loss is set by Close'],
  ['+1w', 'halden', 'the date of a won deal is no estimate'],
  ['+1w', 'sunfield', 'the deal has no date'],
  ['+121d', 'marlow', 'a date moves by at most 120 days'],
  ['-12501', 'marlow', 'no amount is below zero'],
  ['60% 70%', 'marlow', 'a field changes once'],
  ['60', 'marlow', 'it fits two things'],
  ['60% hello', 'marlow', 'a word is unknown'],
  ['@sam lee', 'marlow', 'it names a person'],
  ['next step: x', 'marlow', 'it names a field'],
  ['"60%"', 'marlow', 'it quotes a text'],
])('the short reader leaves “%s” of the deal of %s to the whole one, because %s', (line, deal) => {
  expect(read(line, deal)).toBeUndefined();
});

it('the short reader takes a deal of an unknown status for an active one', () => {
  expect(read('today', 'marlow', 'stat_gone from Close')).toEqual([['date_won', '2026-11-25']]);
  expect(read('yesterday', 'marlow', 'stat_gone from Close')).toBeUndefined();
});
