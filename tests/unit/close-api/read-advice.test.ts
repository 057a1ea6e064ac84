import { expect, it } from 'vitest';
import { readAdvice } from '../../../lib/close-api/read-advice.ts';

it.each<[what: string, answer: Record<string, unknown>, found: ReturnType<typeof readAdvice>]>([
  ['neither key', { id: 'oppo_a' }, {}],
  [
    'nothing to suggest',
    { is_stalled: false, suggested_action: null },
    { isStalled: false, suggestion: null },
  ],
  ['a stalled deal alone', { is_stalled: true }, { isStalled: true }],
  ['a stall of another type', { is_stalled: 'yes', suggested_action: null }, { suggestion: null }],
  [
    'a status',
    {
      suggested_action: {
        ...{ action: 'change_status', details: { status_id: 'stat_a' }, justification: 'They agreed.' },
      },
    },
    { suggestion: { action: 'change_status', target: 'stat_a', reason: 'They agreed.' } },
  ],
  [
    'a date, with the details of another action',
    {
      suggested_action: {
        action: 'adjust_close_date',
        details: { status_id: 'stat_a' },
        justification: 'Later',
      },
    },
    { suggestion: { action: 'adjust_close_date', target: '', reason: 'Later' } },
  ],
  [
    'a follow-up without details',
    { suggested_action: { action: 'follow_up_call', details: null, justification: 'No call yet.' } },
    { suggestion: { action: 'follow_up_call', target: '', reason: 'No call yet.' } },
  ],
  [
    'an unknown action, and a reason of several lines with control characters',
    { suggested_action: { action: 'send_gift', details: [], justification: ' One\n\u0000two\u0007 ' } },
    { suggestion: { action: 'send_gift', target: '', reason: 'One two' } },
  ],
  [
    'names of inherited properties',
    { suggested_action: { action: 'constructor', details: { constructor: 'x' }, justification: 'x' } },
    { suggestion: { action: 'constructor', target: '', reason: 'x' } },
  ],
  ['a text', { suggested_action: 'mark_as_lost' }, { suggestion: null }],
  ['a list', { suggested_action: [{ action: 'change_status' }] }, { suggestion: null }],
  ['no action', { suggested_action: { justification: 'Why not?' } }, { suggestion: null }],
  [
    'numbers in place of texts',
    { suggested_action: { action: 'change_status', details: { status_id: 7 }, justification: 7 } },
    { suggestion: null },
  ],
])('an answer with %s is read without an error', (_what, answer, found) => {
  expect(readAdvice(answer)).toEqual(found);
});

it('a long reason is cut', () => {
  const suggested_action = { action: 'follow_up_sms', details: null, justification: 'a'.repeat(100_000) };
  expect(readAdvice({ suggested_action }).suggestion?.reason).toHaveLength(400);
});
