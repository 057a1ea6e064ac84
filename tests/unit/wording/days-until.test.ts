import { expect, it } from 'vitest';
import { daysUntil } from '../../../lib/wording/days-until.ts';

const now = new Date(2026, 10, 28, 23, 30);

it.each([
  ['2026-11-28', 'today'],
  ['2026-11-29', 'tomorrow'],
  ['2026-11-27', 'yesterday'],
  ['2026-12-12', 'in 14 days'],
  ['2026-11-20', '8 days ago'],
  ['2027-02-28', 'in 3 months'],
  ['2030-01-01', 'in 3 years'],
  ['', ''],
])('a day %s is "%s"', (day, text) => {
  expect(daysUntil(day, now)).toBe(text);
});
