import { describe, expect, it } from 'vitest';
import type { CustomField } from '../../../lib/model/custom-field.ts';
import { describeValue, type Words } from '../../../lib/wording/describe-change.ts';

const meeting: CustomField = {
  ...{ id: 'cf_time', name: 'Meeting', type: 'datetime', description: '', choices: [] },
  ...{ isMultiple: false, editableWithRoles: [], isConverting: false },
};
const words: Words = { pipelines: [], customFields: [meeting] };

describe('describeValue', () => {
  it.each([
    ['2026-12-12T10:30:00Z', '2026-12-12T10:30:00.000000+00:00'],
    ['2026-12-12T10:30:00Z', '2026-12-12T12:30:00+02:00'],
    ['2026-01-02T03:04:05Z', '2026-01-02T03:04:05.678+00:00'],
  ])('writes the moments %s and %s alike, in the way of the user', (one, other) => {
    const shown = describeValue('custom.cf_time', one, words, 'USD');
    const format = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
    expect(shown).toBe(format.format(new Date(one)));
    expect(describeValue('custom.cf_time', other, words, 'USD')).toBe(shown);
  });

  it('leaves a moment that Close wrote in another way as it is', () => {
    expect(describeValue('custom.cf_time', 'soon', words, 'USD')).toBe('soon');
  });
});
