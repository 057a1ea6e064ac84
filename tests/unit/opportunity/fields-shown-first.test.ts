import { describe, expect, it } from 'vitest';
import type { Field } from '../../../lib/opportunity/fields.ts';
import { chooseFirstView } from '../../../lib/opportunity/fields-shown-first.ts';

const field = (key: string, more: Partial<Field> = {}): Field => ({
  key,
  type: 'text',
  isMultiple: false,
  choices: [],
  ...more,
});
const fields = ['value', 'date_won', 'user_id', 'contact_id', 'note_html', 'c.1', 'c.2', 'c.3', 'c.4'].map(
  (key) => field(key),
);
const keysFor = (pinned: string[], values = {}, mustShow: string[] = []) =>
  chooseFirstView(fields, pinned, values, (key) => mustShow.includes(key)).map(({ key }) => key);

describe('the first view', () => {
  it('contains exactly the pinned fields, in their order', () => {
    expect(keysFor(['c.3', 'value'])).toEqual(['c.3', 'value']);
  });

  it('skips pins of missing fields', () => {
    expect(keysFor(['c.9', 'c.1'])).toEqual(['c.1']);
  });

  it('shows a pinned note, plain or formatted', () => {
    expect(keysFor(['note'])).toEqual(['note_html']);
  });

  it('prefers filled fields by default, and omits tall and locked ones', () => {
    expect(keysFor([], { 'c.3': 'x', 'c.4': 'y', user_id: 'z' })).toEqual([
      'value',
      'date_won',
      'user_id',
      'contact_id',
      'c.3',
      'c.4',
    ]);
  });

  it('shows the deal value even if it is locked, but no other locked field', () => {
    const locked = fields.map((each) =>
      ['value', 'c.1'].includes(each.key) ? { ...each, lock: 'role' as const } : each,
    );
    const keys = chooseFirstView(locked, [], { 'c.1': 'x' }, () => false).map(({ key }) => key);
    expect(keys).toContain('value');
    expect(keys).not.toContain('c.1');
  });

  it('always shows the field being edited', () => {
    expect(keysFor(['value'], {}, ['c.2'])).toEqual(['value', 'c.2']);
  });
});
