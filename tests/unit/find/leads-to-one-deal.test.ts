import { expect, it } from 'vitest';
import { leadsToOneDeal } from '../../../lib/find/leads-to-one-deal.ts';
import type { DealList } from '../../../lib/messaging/contract.ts';
import { sampleOpportunity } from '../samples/deal.ts';

const statuses = [
  { id: 'open', label: 'Open', type: 'active' },
  { id: 'lost', label: 'Lost', type: 'lost' },
] as const;
const deal = (id: string, leadId: string, status_id = 'open') =>
  sampleOpportunity({ status_id }, { id, leadId });
const list = (
  deals: DealList['opportunities'],
  by: Record<string, string>,
  more: Partial<DealList> = {},
): DealList => ({
  ...{ leadName: '', lastUsedId: '', opportunities: deals, foundByPerson: by },
  catalog: {
    pipelines: [{ id: 'pipe', name: 'Sales', statuses: [...statuses] }],
    customFields: [],
    readAt: 0,
  },
  ...more,
});
const people = (...addresses: string[]) => ({ addresses, count: addresses.length, domains: [] });
const lena = 'lena@customer.example';
const one = list([deal('a', 'x'), deal('b', 'x', 'lost')], { a: lena, b: lena });

it.each([
  ['the only active deal of the only lead', one, people(lena), 'a'],
  ['it for a colleague of the person too', one, people(lena, 'jo@customer.example'), 'a'],
  ['none beside an address that led nowhere', one, people(lena, 'jo@other.example'), undefined],
  [
    'none of two leads',
    list([deal('a', 'x'), deal('c', 'y', 'lost')], { a: lena, c: lena }),
    people(lena),
    undefined,
  ],
  [
    'none of two active deals',
    list([deal('a', 'x'), deal('c', 'x')], { a: lena, c: lena }),
    people(lena),
    undefined,
  ],
  ['no closed deal', list([deal('b', 'x', 'lost')], { b: lena }), people(lena), undefined],
  ['none if an organization did not answer', { ...one, unanswered: ['Bryggen'] }, people(lena), undefined],
  ['none if a deal could not be read', { ...one, unreadable: 1 }, people(lena), undefined],
  ['none if the page has more addresses', one, { ...people(lena), count: 2 }, undefined],
  [
    'none for a stranger at the same mail provider',
    list([deal('a', 'x')], { a: 'lena@gmail.com' }),
    people('lena@gmail.com', 'jo@gmail.com'),
    undefined,
  ],
])('opens %s', (_what, found, asked, id) => {
  expect(leadsToOneDeal(found, asked)?.id).toBe(id);
});
