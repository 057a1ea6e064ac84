import { describe, expect, it } from 'vitest';
import { mergeWithCurrent, theirsOf } from '../../../lib/opportunity/merge.ts';
import { findDifference, undoOf } from '../../../lib/opportunity/undo.ts';

describe('mergeWithCurrent', () => {
  it('writes a field that no one else changed', () => {
    expect(mergeWithCurrent({ value: 1 }, { value: 2 }, { value: 1, note: 'theirs' })).toEqual({
      toWrite: { value: 2 },
      conflicts: [],
    });
  });

  it('omits a field that already has the requested value', () => {
    expect(mergeWithCurrent({ value: 1 }, { value: 2 }, { value: 2 })).toEqual({
      toWrite: {},
      conflicts: [],
    });
  });

  it('reports a conflict only for a field that someone else changed to another value', () => {
    const merge = mergeWithCurrent({ value: 1, note: 'a' }, { value: 2, note: 'b' }, { value: 3, note: 'a' });
    expect(merge.conflicts).toEqual([{ field: 'value', base: 1, mine: 2, theirs: 3 }]);
    expect(merge.toWrite).toEqual({ note: 'b' });
  });

  it('treats a key missing in Close as empty', () => {
    expect(mergeWithCurrent({ 'custom.cf_a': null }, { 'custom.cf_a': 'x' }, {}).conflicts).toEqual([]);
  });

  it('adds one value to a list that others changed, without a conflict', () => {
    const merge = mergeWithCurrent(
      { 'custom.cf_a': ['A'] },
      { 'custom.cf_a.add': 'C' },
      { 'custom.cf_a': ['A', 'B'] },
    );
    expect(merge).toEqual({ toWrite: { 'custom.cf_a.add': 'C' }, conflicts: [] });
  });

  it('neither adds a value already in the list nor removes a missing one', () => {
    const current = { 'custom.cf_a': ['A'] };
    expect(mergeWithCurrent(current, { 'custom.cf_a.add': 'A' }, current).toWrite).toEqual({});
    expect(mergeWithCurrent(current, { 'custom.cf_a.remove': 'B' }, current).toWrite).toEqual({});
  });

  it('applies adding and removing the same value in the order of the patch', () => {
    const both = { 'custom.cf_a.add': 'X', 'custom.cf_a.remove': 'X' };
    expect(mergeWithCurrent({}, both, { 'custom.cf_a': ['A'] }).toWrite).toEqual({});
    expect(mergeWithCurrent({}, both, { 'custom.cf_a': ['A', 'X'] }).toWrite).toEqual({
      'custom.cf_a.remove': 'X',
    });
  });

  it('writes only the part of a list change that Close still lacks', () => {
    const patch = { 'custom.cf_a.add': 'A', 'custom.cf_a.remove': 'B' };
    const merged = (current: string[]) => mergeWithCurrent({}, patch, { 'custom.cf_a': current }).toWrite;
    expect(merged(['A', 'B'])).toEqual({ 'custom.cf_a.remove': 'B' });
    expect(merged(['C'])).toEqual({ 'custom.cf_a.add': 'A' });
  });

  it('adds one value to a list and removes another', () => {
    const patch = { 'custom.cf_a.add': 'B', 'custom.cf_a.remove': 'A' };
    expect(mergeWithCurrent({}, patch, { 'custom.cf_a': ['A', 'C'] }).toWrite).toEqual(patch);
    expect(mergeWithCurrent({}, patch, { 'custom.cf_a': ['B', 'C'] }).toWrite).toEqual({});
  });

  it('treats a close date with a time as equal to the same day', () => {
    const merge = mergeWithCurrent(
      { date_won: '2026-12-12' },
      { date_won: '2026-12-20T00:00:00+00:00' },
      { date_won: '2026-12-12T00:00:00.000000+00:00' },
    );
    expect(merge.conflicts).toEqual([]);
  });

  it('treats lists with the same values in another order as equal', () => {
    const field = 'custom.cf_a';
    const merge = mergeWithCurrent({ [field]: ['A', 'B'] }, { [field]: ['C'] }, { [field]: ['B', 'A'] });
    expect(merge.conflicts).toEqual([]);
  });
});

describe('undoOf', () => {
  it('restores the previous values of exactly the fields that changed', () => {
    const patch = { status_id: 'stat_new' };
    const difference = findDifference(
      patch,
      { status_id: 'stat_old', value: 1 },
      { status_id: 'stat_new', value: 1 },
    );
    expect(undoOf(patch, difference)).toEqual({
      base: { status_id: 'stat_new' },
      patch: { status_id: 'stat_old' },
    });
  });

  it('also restores what Close changed automatically, including a date that was empty', () => {
    const patch = { status_id: 'stat_won' };
    const before = { status_id: 'stat_active', date_won: null, confidence: 50 };
    const after = { status_id: 'stat_won', date_won: '2026-11-24T00:00:00+00:00', confidence: 100 };
    expect(undoOf(patch, findDifference(patch, before, after)).patch).toEqual(before);
  });

  it('keeps what someone else changed between the read and the answer', () => {
    const patch = { value: 2 };
    const difference = findDifference(patch, { value: 1, note: 'a' }, { value: 2, note: 'theirs' });
    expect(undoOf(patch, difference).patch).toEqual({ value: 1 });
  });

  it.each([
    ['formatted', { note: 'a', note_html: '<body><p>a</p></body>' }, { note_html: '<body><p>a</p></body>' }],
    ['plain', { note: 'a', note_html: null }, { note: 'a' }],
    ['empty', { note: '', note_html: null }, { note: '' }],
  ])('restores a note in its previous format: %s', (_form, before, expected) => {
    const patch = { note: 'b' };
    const difference = findDifference(patch, before, { note: 'b', note_html: '<body><p>b</p></body>' });
    expect(undoOf(patch, difference).patch).toEqual(expected);
  });

  it('removes an added value and adds a removed one back', () => {
    const add = { 'custom.cf_a.add': 'B' };
    const added = findDifference(add, { 'custom.cf_a': ['A'] }, { 'custom.cf_a': ['A', 'B'] });
    expect(undoOf(add, added).patch).toEqual({ 'custom.cf_a.remove': 'B' });
    const remove = { 'custom.cf_a.remove': 'B' };
    const removed = findDifference(remove, { 'custom.cf_a': ['A', 'B'] }, { 'custom.cf_a': ['A'] });
    expect(undoOf(remove, removed).patch).toEqual({ 'custom.cf_a.add': 'B' });
  });

  it('keeps a value that was in the list before the save added it', () => {
    const patch = { 'custom.cf_a.add': 'A', 'custom.cf_a.remove': 'B' };
    const difference = findDifference(patch, { 'custom.cf_a': ['A', 'B'] }, { 'custom.cf_a': ['A'] });
    expect(undoOf(patch, difference).patch).toEqual({ 'custom.cf_a.add': 'B' });
  });

  it('leaves a list alone if the save added and removed the same value', () => {
    const patch = { 'custom.cf_a.add': 'X', 'custom.cf_a.remove': 'X', value: 2 };
    const before = { 'custom.cf_a': ['A'], value: 1 };
    const difference = findDifference(patch, before, { 'custom.cf_a': ['A'], value: 2 });
    expect(undoOf(patch, difference).patch).toEqual({ value: 1 });
  });

  it('restores an empty amount as 0, because Close refuses null', () => {
    const patch = { value: 500 };
    expect(undoOf(patch, findDifference(patch, { value: null }, { value: 500 })).patch).toEqual({ value: 0 });
  });
});

it('theirsOf returns what others wrote, by field', () => {
  const conflicts = [
    { field: 'value', base: 1, mine: 2, theirs: 3 },
    { field: 'note', base: null, mine: 'a', theirs: null },
  ];
  expect(theirsOf(conflicts)).toEqual({ value: 3, note: null });
});
