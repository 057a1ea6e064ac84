import { describe, expect, it } from 'vitest';
import type { Patch, Values } from '../../../lib/model/field-value.ts';
import { isUndo } from '../../../lib/opportunity/is-undo.ts';
import { fieldsOfSave, findDifference, referTo, undoOf } from '../../../lib/opportunity/undo.ts';

it.each<[what: string, change: Parameters<typeof referTo>[0], takesBack: boolean, reference: object]>([
  ['a change', { id: 'a' }, false, { undoes: 'a' }],
  ['an undo', { id: 'b', undoes: 'a' }, true, { undoes: 'b', isRedo: true }],
  [
    'the undo of an undo, which makes the change again',
    { id: 'c', undoes: 'b', isRedo: true },
    false,
    { undoes: 'c' },
  ],
])('%s can be undone', (_what, change, takesBack, reference) => {
  expect(isUndo(change)).toBe(takesBack);
  expect(referTo(change)).toEqual(reference);
});

describe('findDifference', () => {
  it('names the fields of the patch and the standard fields that changed, and no others', () => {
    const before: Values = {
      status_id: 'stat_demo',
      date_won: '2026-12-12',
      'custom.cf_a': 'x',
      'custom.cf_b': 'x',
    };
    const after: Values = {
      status_id: 'stat_won',
      date_won: '2026-11-25',
      'custom.cf_a': 'y',
      'custom.cf_b': 'y',
    };
    expect(findDifference({ status_id: 'stat_won', 'custom.cf_a': 'y' }, before, after)).toEqual({
      before: { status_id: 'stat_demo', date_won: '2026-12-12', 'custom.cf_a': 'x' },
      after: { status_id: 'stat_won', date_won: '2026-11-25', 'custom.cf_a': 'y' },
    });
  });

  it('leaves out another way to write the same value', () => {
    const before: Values = { note: '', date_won: '2026-12-12' };
    const after: Values = { note: null, date_won: '2026-12-12T08:00:00+00:00' };
    expect(findDifference({ note: null, date_won: '2026-12-12' }, before, after)).toEqual({
      before: {},
      after: {},
    });
  });
});

describe('fieldsOfSave', () => {
  it.each<[Patch, string[]]>([
    [{ status_id: 'stat_won' }, ['status_id', 'date_won', 'confidence']],
    [{ note: 'x' }, ['note', 'note_html']],
    [{ note_html: '<p>x</p>' }, ['note_html', 'note']],
    [{ confidence: 60, 'custom.cf_list.add': 'A' }, ['confidence', 'custom.cf_list']],
  ])('of %j are %j', (patch, fields) => {
    expect([...fieldsOfSave(patch)]).toEqual(fields);
  });
});

describe('undoOf', () => {
  function undo(patch: Patch, before: Values, after: Values): Patch {
    return undoOf(patch, findDifference(patch, before, after)).patch;
  }

  it('restores what the save changed, with the new values as base', () => {
    const difference = { before: { confidence: 50, value: 1 }, after: { confidence: 60, value: 2 } };
    expect(undoOf({ confidence: 60, value: 2 }, difference)).toStrictEqual({
      base: { confidence: 60, value: 2 },
      patch: { confidence: 50, value: 1 },
    });
  });

  it('restores what Close changed along with it, and nothing that others changed', () => {
    const before: Values = { status_id: 'stat_demo', date_won: '2026-12-12', confidence: 75, value: 1 };
    const after: Values = { status_id: 'stat_won', date_won: '2026-11-25', confidence: 100, value: 2 };
    expect(undo({ status_id: 'stat_won' }, before, after)).toEqual({
      ...{ status_id: 'stat_demo', date_won: '2026-12-12', confidence: 75 },
    });
  });

  it('takes back one value of a list as just that', () => {
    const [without, with_]: Values[] = [{ 'custom.cf_list': ['B'] }, { 'custom.cf_list': ['B', 'A'] }];
    expect(undo({ 'custom.cf_list.add': 'A' }, without ?? {}, with_ ?? {})).toEqual({
      'custom.cf_list.remove': 'A',
    });
    expect(undo({ 'custom.cf_list.remove': 'A' }, with_ ?? {}, without ?? {})).toEqual({
      'custom.cf_list.add': 'A',
    });
    expect(undo({ 'custom.cf_list': ['B', 'A'] }, without ?? {}, with_ ?? {})).toEqual({
      'custom.cf_list': ['B'],
    });
  });

  it('leaves a list alone in which the value already was', () => {
    const before: Values = { 'custom.cf_list': ['A'] };
    const after: Values = { 'custom.cf_list': ['A', 'B'] };
    expect(undo({ 'custom.cf_list.add': 'A' }, before, after)).toEqual({});
  });

  it.each<[string, unknown, Patch]>([
    ['value', 5, { value: 0 }],
    ['confidence', 5, { confidence: 0 }],
    ['note', 'x', { note: '' }],
    ['user_id', 'user_a', { user_id: null }],
    ['custom.cf_a', 'x', { 'custom.cf_a': null }],
  ])('empties %s as Close takes it', (field, value, patch) => {
    expect(undo({ [field]: value } as Patch, { [field]: null }, { [field]: value } as Values)).toEqual(patch);
  });

  it.each<[string, Values, Values, Patch]>([
    [
      'formatted',
      { note: 'a', note_html: '<p>a</p>' },
      { note: 'b', note_html: '<p>b</p>' },
      { note_html: '<p>a</p>' },
    ],
    ['plain', { note: 'a' }, { note: 'b' }, { note: 'a' }],
    [
      'plain before it was formatted',
      { note: 'a', note_html: null },
      { note: 'b', note_html: '<p>b</p>' },
      { note: 'a' },
    ],
    ['formatted only', { note_html: null }, { note_html: '<p>b</p>' }, { note_html: null }],
  ])('restores a note in one form: %s', (_name, before, after, patch) => {
    expect(undo({ note_html: '<p>b</p>' }, before, after)).toEqual(patch);
  });
});
