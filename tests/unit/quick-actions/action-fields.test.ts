import { describe, expect, it } from 'vitest';
import type { FieldValue } from '../../../lib/model/field-value.ts';
import type { FieldChange } from '../../../lib/model/quick-action.ts';
import type { Field } from '../../../lib/opportunity/fields.ts';
import { actionFields, canTake, changesOf } from '../../../lib/quick-actions/action-fields.ts';
import { catalog, connection } from './samples.ts';

const field = (type: Field['type'], more: Partial<Field> = {}): Field => ({
  ...{ key: 'custom.cf_x', type, isMultiple: false, choices: [], ...more },
});
const list = (type: Field['type']) => field(type, { isMultiple: true });
const set = (value: FieldValue): FieldChange => ({ how: 'set', value });

it.each<[string, Field, FieldChange['how'][]]>([
  ['a confidence', field('percent'), ['set', 'raise']],
  ['an amount', field('money'), ['set', 'raise', 'clear']],
  ['a period', field('period'), ['set']],
  ['a date', field('date'), ['move', 'set', 'clear']],
  ['a date and time', field('datetime'), ['move', 'set', 'clear']],
  ['a person', field('user'), ['me', 'set', 'clear']],
  ['the note', field('textarea', { key: 'note' }), ['append', 'set', 'clear']],
  ['a long text', field('textarea'), ['set', 'clear']],
  ['a list of choices', list('choices'), ['add', 'remove', 'edit', 'set', 'clear']],
  ['a list of people', list('user'), ['add', 'remove', 'edit', 'set', 'me', 'clear']],
])('%s can be changed in these ways, the usual one first', (_what, one, ways) => {
  expect(changesOf(one)).toEqual(ways);
});

describe.each<[string, Field, FieldValue[], FieldValue[]]>([
  ['a confidence', field('percent'), [0, 1, 100], [-1, 101, 0.5, '50', null]],
  ['an amount', field('money'), [0, -1, 12_345], [0.5, 2 ** 53, '1', null]],
  ['a number', field('number'), [0, -0.5], [Number.POSITIVE_INFINITY, '1', null]],
  ['a date', field('date'), ['2026-02-28', '2026-02-28T10:00:00Z'], ['2026-02-30', '', null]],
  [
    'a date and time',
    field('datetime'),
    ['2026-02-28T10:00:00Z'],
    ['tomorrow', '', 1_700_000_000_000, 2026, null],
  ],
  ['a text', field('text'), [' ', 'x'], ['', 1, null]],
  ['a list', list('choices'), [['A'], ['A', 'B']], [[], null, 'A']],
])('%s', (_what, one, taken, refused) => {
  it.each(taken.map((value) => [value]))('can be set to %j', (value) => {
    expect(canTake(one, set(value))).toBe(true);
  });
  it.each(refused.map((value) => [value]))('cannot be set to %j', (value) => {
    expect(canTake(one, set(value))).toBe(false);
  });
});

it.each<[Field, FieldChange, boolean]>([
  [list('choices'), { how: 'add', value: 'A' }, true],
  [list('choices'), { how: 'add', value: '' }, false],
  [list('choices'), { how: 'remove', value: 'A' }, true],
  [list('choices'), { how: 'remove', value: '' }, false],
  [list('choices'), { how: 'edit', add: ['A'], remove: [] }, true],
  [list('choices'), { how: 'edit', add: [], remove: [] }, false],
  [list('choices'), { how: 'edit', add: ['A'], remove: [''] }, false],
  [list('choices'), { how: 'edit', add: ['A'], remove: ['A'] }, false],
  [field('percent'), { how: 'raise', by: 100 }, true],
  [field('percent'), { how: 'raise', by: -100 }, true],
  [field('percent'), { how: 'raise', by: 101 }, false],
  [field('percent'), { how: 'raise', by: 0 }, false],
  [field('money'), { how: 'raise', by: 101 }, true],
  [field('date'), { how: 'move', by: 120, unit: 'day' }, true],
  [field('date'), { how: 'move', by: -120, unit: 'day' }, true],
  [field('date'), { how: 'move', by: 121, unit: 'day' }, false],
  [field('date'), { how: 'move', by: 0, unit: 'day' }, false],
  [field('date'), { how: 'move', by: 1.5, unit: 'day' }, false],
  [field('text'), { how: 'clear' }, true],
])('%j takes %j: %s', (one, change, isTaken) => {
  expect(canTake(one, change)).toBe(isTaken);
});

it('lists no contacts, and the fields that the role may not edit as locked', () => {
  const fields = actionFields(catalog.customFields, connection);
  expect(fields.map(({ key }) => key)).not.toContain('contact_id');
  const lockFor = (roleId: string) =>
    actionFields(catalog.customFields, { ...connection, roleId }).find(
      ({ key }) => key === 'custom.cf_locked',
    )?.lock;
  expect([lockFor('role_sales'), lockFor('role_admin')]).toEqual(['role', undefined]);
});

it('lists all other fields where amounts cannot be changed', () => {
  const keysIn = (currency: string) =>
    actionFields(catalog.customFields, { ...connection, currency }).map(({ key }) => key);
  expect(keysIn('JPY')).toEqual(keysIn('USD').filter((key) => key !== 'value'));
});
