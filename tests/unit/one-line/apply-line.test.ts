import { describe, expect, it } from 'vitest';
import type { Values } from '../../../lib/model/field-value.ts';
import type { FieldChange } from '../../../lib/model/quick-action.ts';
import { applyReadings } from '../../../lib/one-line/apply-line.ts';
import { movedDay } from '../../../lib/one-line/moved-day.ts';
import { named } from '../../../lib/one-line/names.ts';
import { findPeople } from '../../../lib/one-line/people.ts';
import { lineContext } from './samples.ts';

const [products, source, team, call] = ['products', 'source', 'team', 'call'].map((id) => `custom.cf_${id}`);
const week: FieldChange = { how: 'move', by: 1, unit: 'week' };
const set = (value: string | readonly string[]): FieldChange => ({ how: 'set', value });

/** Writes changes by field key, each list of them in its order. */
function patchOf(
  changes: readonly (readonly [field: string | undefined, change: FieldChange])[],
  values: Values = {},
) {
  const readings = changes.map(([field = '', change]) => ({ field, change }));
  return applyReadings(readings, lineContext({ values })).patch;
}

describe('the changes of a line', () => {
  it('move the close date of a deal that stays active', () => {
    expect(patchOf([['date_won', week]])).toEqual({ date_won: '2026-12-19' });
  });

  it('move no close date where the line wins the deal, before or behind it', () => {
    const won = ['status_id', set('stat_won')] as const;
    const patch = { status_id: 'stat_won', date_won: '2026-11-25' };
    expect(patchOf([won, ['date_won', week]])).toEqual(patch);
    expect(patchOf([['date_won', week], won])).toEqual(patch);
  });

  it('move the close date of a won deal that the line opens again', () => {
    const values = { status_id: 'stat_won', date_won: '2026-11-20' };
    expect(patchOf([['date_won', week]], values)).toEqual({});
    expect(
      patchOf(
        [
          ['status_id', set('stat_demo')],
          ['date_won', week],
        ],
        values,
      ),
    ).toEqual({
      status_id: 'stat_demo',
      date_won: '2026-11-27',
    });
  });

  it('move no close date where the status is unknown', () => {
    expect(
      patchOf([
        ['status_id', set('stat_missing')],
        ['date_won', week],
      ]),
    ).toEqual({ status_id: 'stat_missing' });
  });

  it('move a moment and keep its time of day', () => {
    expect(patchOf([[call, { how: 'move', by: 1, unit: 'day' }]])).toEqual({
      'custom.cf_call': '2026-12-02T09:00:00.000Z',
    });
  });

  it('add the user to a list of people', () => {
    expect(patchOf([[team, { how: 'me' }]])).toEqual({ 'custom.cf_team.add': 'user_ana' });
  });

  it('put one line of the note behind the other', () => {
    const append = (value: string) => ['note', { how: 'append', value }] as const;
    expect(patchOf([append('one'), append('two')])).toEqual({ note: 'Met at the fair\none\ntwo' });
  });

  it.each<[what: string, changes: [string | undefined, FieldChange][], patch: object]>([
    [
      'one removed and one added value as the whole list',
      [
        [products, { how: 'remove', value: 'Widget A' }],
        [products, { how: 'add', value: 'Gadget' }],
      ],
      { 'custom.cf_products': ['Widget C', 'Gadget'] },
    ],
    [
      'one added value as just that beside another field',
      [
        [source, set('Web')],
        [products, { how: 'add', value: 'Gadget' }],
      ],
      { 'custom.cf_source': 'Web', 'custom.cf_products.add': 'Gadget' },
    ],
    [
      'a whole list as that, although only one value is new',
      [
        [products, set(['Widget A', 'Widget C', 'Gadget'])],
        [source, set('Web')],
      ],
      { 'custom.cf_products': ['Widget A', 'Widget C', 'Gadget'], 'custom.cf_source': 'Web' },
    ],
    [
      'a list that loses all its values and takes another',
      [
        [products, { how: 'remove', value: 'Widget A' }],
        [products, { how: 'remove', value: 'Widget C' }],
        [products, { how: 'add', value: 'Gadget' }],
      ],
      { 'custom.cf_products': ['Gadget'] },
    ],
  ])('write %s', (_what, changes, patch) => {
    expect(patchOf(changes)).toEqual(patch);
  });

  it('empty a list of one value as a whole', () => {
    expect(patchOf([[products, { how: 'clear' }]], { 'custom.cf_products': ['Widget A'] })).toEqual({
      'custom.cf_products': null,
    });
  });
});

it.each([
  [120, '2027-04-11'],
  [-120, '2026-08-14'],
  [121, undefined],
  [-121, undefined],
])('a day moves by at most 120 days: %i to %s', (by, day) => {
  expect(movedDay('2026-12-12T00:00:00+00:00', { by, unit: 'day' })).toBe(day);
});

it('“me” is the user unless a colleague has that name', () => {
  const people = (...names: string[]) => names.map((name) => named({ id: name, name }, name, name));
  expect(findPeople('me', people('Mel Ray'))).toBe('me');
  expect(findPeople('me', people('Me'))).toEqual({ people: [{ id: 'Me', name: 'Me' }], rank: 1 });
  expect(findPeople('mel', people('Mel Ray'))).toEqual({
    people: [{ id: 'Mel Ray', name: 'Mel Ray' }],
    rank: 2,
  });
});
