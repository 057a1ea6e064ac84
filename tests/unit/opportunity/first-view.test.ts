import { describe, expect, it } from 'vitest';
import type { Field } from '../../../lib/opportunity/fields.ts';
import { chooseFirstView } from '../../../lib/opportunity/first-view.ts';

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
  it('is the pinned fields in their order, and nothing else', () => {
    expect(keysFor(['c.3', 'value'])).toEqual(['c.3', 'value']);
  });

  it('forgets no pin of a field that is not there, and shows none', () => {
    expect(keysFor(['c.9', 'c.1'])).toEqual(['c.1']);
  });

  it('takes a pinned note in either form', () => {
    expect(keysFor(['note'])).toEqual(['note_html']);
  });

  it('prefers by default what holds something, and leaves out what is tall or locked', () => {
    expect(keysFor([], { 'c.3': 'x', 'c.4': 'y', user_id: 'z' })).toEqual([
      'value',
      'date_won',
      'user_id',
      'contact_id',
      'c.3',
      'c.4',
    ]);
  });

  it('shows the value even where it is locked, and no other locked field', () => {
    const locked = fields.map((each) =>
      ['value', 'c.1'].includes(each.key) ? { ...each, lock: 'role' as const } : each,
    );
    const keys = chooseFirstView(locked, [], { 'c.1': 'x' }, () => false).map(({ key }) => key);
    expect(keys).toContain('value');
    expect(keys).not.toContain('c.1');
  });

  it('never hides what is being edited', () => {
    expect(keysFor(['value'], {}, ['c.2'])).toEqual(['value', 'c.2']);
  });
});
