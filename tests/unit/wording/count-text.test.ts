import { expect, it, vi } from 'vitest';
// Provides the messages.
import '../../dom/harness/fake-browser.ts';
import { formatDay } from '../../../lib/opportunity/dates.ts';
import { countText } from '../../../lib/wording/count-text.ts';

it('reads the plural rules and the way to write a day once, because a table needs them in every row', () => {
  const rules = vi.spyOn(Intl, 'PluralRules');
  const formats = vi.spyOn(Intl, 'DateTimeFormat');
  const now = new Date('2026-06-01T12:00:00Z');
  for (let count = 0; count < 50; count += 1) {
    countText('savesUnderWayOne', 'savesUnderWay', count);
    formatDay('2026-12-12', now);
    formatDay('2027-12-12', now);
  }
  expect(rules.mock.calls.length).toBeLessThanOrEqual(1);
  expect(formats.mock.calls.length).toBeLessThanOrEqual(2);
  vi.restoreAllMocks();
});
