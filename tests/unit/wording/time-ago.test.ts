import { expect, it } from 'vitest';
// Provides the messages.
import '../../dom/harness/fake-browser.ts';
import { timeAgo } from '../../../lib/wording/time-ago.ts';

const now = Date.parse('2026-12-12T12:00:00Z');

it.each([
  ['2026-12-12T12:00:00Z', 'just now'],
  ['2026-12-12T12:03:00Z', 'just now'],
  ['2026-12-12T11:59:00Z', '1 minute ago'],
  ['2026-12-12T11:00:40Z', '59 minutes ago'],
  ['2026-12-12T11:00:00Z', '1 hour ago'],
  ['2026-12-11T13:00:00Z', '23 hours ago'],
  ['2026-12-10T10:00:00Z', '2 days ago'],
  ['2026-11-30T12:00:00Z', '12 days ago'],
  ['2026-10-12T12:00:00Z', '2 months ago'],
  ['2024-06-01T12:00:00Z', '2 years ago'],
])('formats %s as "%s"', (moment, text) => {
  expect(timeAgo(moment, now)).toBe(text);
});

it('returns an empty text for an invalid date', () => {
  expect(timeAgo('yesterday-ish', now)).toBe('');
});
