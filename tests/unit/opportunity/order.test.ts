import { describe, expect, it } from 'vitest';
import { closeOrigin, leadAddress } from '../../../lib/opportunity/lead-address.ts';
import { findStatus, laterOf } from '../../../lib/opportunity/opportunity.ts';
import { chooseOpportunity, orderOpportunities } from '../../../lib/opportunity/order.ts';
import { sampleOpportunity } from '../samples/deal.ts';

const pipelines = [
  {
    id: 'pipe_sales',
    name: 'Sales',
    statuses: [
      { id: 'stat_demo', label: 'Demo', type: 'active' as const },
      { id: 'stat_won', label: 'Won', type: 'won' as const },
    ],
  },
  {
    id: 'pipe_renewals',
    name: 'Renewals',
    statuses: [{ id: 'stat_quote', label: 'Demo', type: 'active' as const }],
  },
];
const deal = (id: string, status: string, updatedAt: string) =>
  sampleOpportunity({ status_id: status }, { id, updatedAt });
const won = deal('oppo_won', 'stat_won', '2026-11-25T09:00:00+00:00');
const early = deal('oppo_early', 'stat_quote', '2026-11-23T09:00:00+00:00');
const late = deal('oppo_late', 'stat_demo', '2026-11-24T09:00:00+00:00');
const unknown = deal('oppo_unknown', 'stat_x', '2026-11-26T09:00:00+00:00');

it('lists active deals first, then by latest update, and leaves the given list as it is', () => {
  const given = [won, early, unknown, late];
  expect(orderOpportunities(given, pipelines)).toEqual([late, early, unknown, won]);
  expect(given).toEqual([won, early, unknown, late]);
});

describe('the deal to open without asking', () => {
  it.each([
    ['the only one, even if it is won', { opportunities: [won] }, won],
    ['the only active one', { opportunities: [won, late, unknown] }, late],
    ['none of two active ones', { opportunities: [early, late] }, undefined],
    ['none of several closed ones', { opportunities: [won, unknown] }, undefined],
    ['none if another one could not be read', { opportunities: [late], unreadable: 1 }, undefined],
    ['none of none', { opportunities: [] }, undefined],
  ])('is %s', (_what, list, expected) => {
    expect(chooseOpportunity(list, pipelines)).toBe(expected);
  });
});

it('finds a status by its id in any pipeline', () => {
  expect(findStatus(pipelines, 'stat_quote')?.pipeline.id).toBe('pipe_renewals');
  expect(findStatus(pipelines, 'stat_demo')?.status.label).toBe('Demo');
  expect(findStatus(pipelines, 'Demo')).toBeUndefined();
});

it('takes the later of two readings, and the answer if both are of the same moment', () => {
  expect(laterOf(late, early)).toBe(late);
  expect(laterOf(early, late)).toBe(late);
  const answer = { ...late };
  expect(laterOf(late, answer)).toBe(answer);
});

it.each([
  ['in another time zone', '2026-11-02T10:00:00+02:00', '2026-11-02T09:00:00+00:00'],
  ['with and without a fraction', '2026-11-02T09:00:00Z', '2026-11-02T09:00:00.500000+00:00'],
])('compares moments written %s', (_how, before, after) => {
  const [one, other] = [deal('oppo_one', 'stat_demo', before), deal('oppo_other', 'stat_demo', after)];
  expect(laterOf(other, one)).toBe(other);
  expect(laterOf(one, other)).toBe(other);
  expect(orderOpportunities([one, other], pipelines)).toEqual([other, one]);
});

it('takes the answer if its moment cannot be read', () => {
  const answer = deal('oppo_answer', 'stat_demo', '');
  expect(laterOf(late, answer)).toBe(answer);
});

it("writes the address of a lead's page in Close", () => {
  expect(leadAddress('lead_a')).toBe('https://app.close.com/lead/lead_a/');
  expect(closeOrigin).toBe('https://app.close.com');
});
