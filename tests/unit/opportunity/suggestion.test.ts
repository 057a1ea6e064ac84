import { expect, it } from 'vitest';
import type { Values } from '../../../lib/model/field-value.ts';
import type { Suggestion } from '../../../lib/model/suggestion.ts';
import { isAsSuggested, type Proposal, proposalOf } from '../../../lib/opportunity/suggestion.ts';
import { catalog } from '../quick-actions/samples.ts';

const now = new Date(2026, 10, 30, 12);
const change = (patch: Values): Proposal => ({ kind: 'change', patch });

it.each<[what: string, suggestion: Partial<Suggestion>, values: Values, proposal: Proposal | null]>([
  [
    'a status',
    { action: 'change_status', target: 'stat_proposal' },
    {},
    change({ status_id: 'stat_proposal' }),
  ],
  ['a lost status', { action: 'change_status', target: 'stat_lost' }, {}, change({ status_id: 'stat_lost' })],
  ['the status that the deal has', { action: 'change_status', target: 'stat_demo' }, {}, null],
  [
    'a status of another organization',
    { action: 'change_status', target: 'stat_other' },
    {},
    { kind: 'text' },
  ],
  ['no status', { action: 'change_status', target: '' }, {}, { kind: 'text' }],
  ['nothing at all', { action: 'change_status', target: '', reason: '' }, {}, null],
  [
    'a later date',
    { action: 'adjust_close_date', target: '2026-12-24' },
    {},
    change({ date_won: '2026-12-24' }),
  ],
  ['today', { action: 'adjust_close_date', target: '2026-11-30' }, {}, change({ date_won: '2026-11-30' })],
  ['a date that has passed', { action: 'adjust_close_date', target: '2026-11-29' }, {}, { kind: 'text' }],
  ['no date', { action: 'adjust_close_date', target: 'soon' }, {}, { kind: 'text' }],
  ['a date that does not exist', { action: 'adjust_close_date', target: '2026-12-32' }, {}, { kind: 'text' }],
  [
    'the date that the deal has',
    { action: 'adjust_close_date', target: '2026-12-12' },
    { date_won: '2026-12-12T00:00:00+00:00' },
    null,
  ],
  [
    'a close date for a won deal, whose date is the day it was won on',
    { action: 'adjust_close_date', target: '2026-12-24' },
    { status_id: 'stat_won' },
    { kind: 'text' },
  ],
  [
    'a close date for a deal of an unknown status',
    { action: 'adjust_close_date', target: '2026-12-24' },
    { status_id: 'stat_gone' },
    { kind: 'text' },
  ],
  ['a call on a later day', { action: 'follow_up_call', target: '2026-12-24' }, {}, { kind: 'follow-up' }],
  ['a call about a status', { action: 'follow_up_call', target: 'stat_proposal' }, {}, { kind: 'follow-up' }],
  [
    'a call on the day on which the deal closes',
    { action: 'follow_up_call', target: '2026-12-12' },
    { date_won: '2026-12-12' },
    { kind: 'follow-up' },
  ],
  [
    'a moment on the day on which the deal closes',
    { action: 'adjust_close_date', target: '2026-12-12T10:00:00Z' },
    { date_won: '2026-12-12' },
    { kind: 'text' },
  ],
  ['an email', { action: 'follow_up_email' }, {}, { kind: 'follow-up' }],
  ['a call without a reason', { action: 'follow_up_call', reason: '' }, {}, { kind: 'follow-up' }],
  ['an unknown action', { action: 'send_gift' }, {}, { kind: 'text' }],
  ['an unknown action without a reason', { action: 'send_gift', reason: '' }, {}, null],
])('for %s, a suggestion proposes what can be done', (_what, suggestion, values, proposal) => {
  const deal = { values: { status_id: 'stat_demo', ...values } };
  const full = { action: '', target: '', reason: 'They agreed.', ...suggestion };
  expect(proposalOf(full, deal, catalog.pipelines, now)).toEqual(proposal);
});

it('a deal is as suggested only if the suggestion names a value', () => {
  const deal = { values: { status_id: '', date_won: null } };
  for (const action of ['change_status', 'adjust_close_date', 'send_gift'])
    expect(isAsSuggested({ action, target: '', reason: '' }, deal)).toBe(false);
});
