import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxQuickActions, type QuickAction } from '../../../lib/model/quick-action.ts';
import { readActionFile, writeActionFile } from '../../../lib/quick-actions/action-file.ts';
import { action, catalog, connection } from './samples.ts';

const warmer = { ...action({ confidence: { how: 'raise', by: 10 } }), name: 'Warmer' };
const stale = { ...action({ status_id: { how: 'set', value: 'stat_old' } }), name: 'Stale' };

function readFile(content: string, own: QuickAction[] = []) {
  return readActionFile(content, own, catalog, connection);
}

function fileOf(...actions: unknown[]): string {
  return JSON.stringify({ format: 'quick-edit-for-close/quick-actions', version: 1, actions });
}

describe('a file of quick actions', () => {
  it('restores the written actions under new ids', () => {
    const read = readFile(`\uFEFF${writeActionFile([warmer, stale])}`);
    if ('problem' in read) throw new Error(read.problem);
    expect(read.unreadable).toBe(0);
    expect(read.candidates.map(({ action: { id: _id, ...each } }) => each)).toEqual(
      [warmer, stale].map(({ id: _id, ...each }) => each),
    );
    expect(read.candidates.map(({ mismatch }) => mismatch?.kind)).toEqual([undefined, 'mismatchStatusGone']);
    const ids = read.candidates.map(({ action: { id } }) => id);
    expect(new Set([...ids, warmer.id]).size).toBe(3);
  });

  it('marks the actions that the user already has', () => {
    const read = readFile(writeActionFile([warmer, { ...warmer, name: 'Other' }]), [
      { ...warmer, id: 'here' },
    ]);
    expect('candidates' in read && read.candidates.map(({ isKnown }) => isKnown)).toEqual([true, false]);
  });

  it.each<[string, QuickAction[], boolean]>([
    ['an own one with the same name and other changes', [{ ...stale, name: warmer.name }], false],
    ['an own one with the same changes and another name', [{ ...warmer, name: 'Hotter' }], false],
    ['one of several own ones', [stale, { ...warmer, id: 'here' }], true],
  ])('compares an action with %s', (_what, own, isKnown) => {
    const read = readFile(fileOf(warmer), own);
    expect('candidates' in read && read.candidates.map((each) => each.isKnown)).toEqual([isKnown]);
  });

  it('reads at most as many actions as a user can have', () => {
    const read = readFile(fileOf(...Array.from({ length: maxQuickActions + 1 }, () => warmer)));
    expect('candidates' in read && [read.candidates.length, read.unreadable]).toEqual([maxQuickActions, 1]);
  });

  it('keeps a byte order mark within a name', () => {
    const read = readFile(fileOf({ ...warmer, name: 'a\uFEFFb' }));
    expect('candidates' in read && read.candidates[0]?.action.name).toBe('a\uFEFFb');
  });

  it('skips and counts invalid quick actions', () => {
    const read = readFile(
      fileOf(warmer, { ...warmer, name: ' ' }, { ...warmer, changes: {} }, { name: 'x' }, null, 'x'),
    );
    expect('candidates' in read && read.candidates.length).toBe(1);
    expect('candidates' in read && read.unreadable).toBe(5);
  });

  it.each([
    ['not-ours', ''],
    ['not-ours', '<html>'],
    ['not-ours', '{"actions": []}'],
    ['not-ours', '[]'],
    ['too-new', fileOf(warmer).replace('"version":1', '"version":2')],
    ['nothing-in-it', fileOf()],
    ['nothing-in-it', fileOf({ ...warmer, changes: { confidence: { how: 'explode' } } })],
  ])('is refused as %s: %s', (problem, content) => {
    expect(readFile(content)).toEqual({ problem });
  });

  it('never throws for any content', () => {
    fc.assert(
      fc.property(fc.json(), fc.anything(), (json, anything) => {
        readFile(json);
        const read = readFile(fileOf(anything, { ...warmer, changes: anything }));
        expect('problem' in read || read.candidates.length > 0).toBe(true);
      }),
    );
  });
});
