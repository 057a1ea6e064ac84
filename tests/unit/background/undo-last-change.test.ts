import { expect, it } from 'vitest';
import { findLastChange } from '../../../entrypoints/background/browser/undo-last-change.ts';
import type { Change } from '../../../lib/model/change.ts';

const change = (id: string, more: Partial<Change> = {}): Change => ({
  ...{
    id,
    opportunityId: 'oppo_a',
    organizationId: 'orga_a',
    leadName: '',
    at: 0,
    how: 'saved',
    ignored: [],
  },
  ...{ patch: { confidence: 90 }, before: { confidence: 75 }, after: { confidence: 90 } },
  ...more,
});

const [earlier, first, undone] = [change('earlier'), change('first'), change('undo', { undoes: 'first' })];

it.each([
  ['the latest save', [first, earlier], 'first'],
  ['the one before an undone save', [undone, first, earlier], 'earlier'],
  [
    'the redo of an undone save',
    [change('redo', { undoes: 'undo', isRedo: true }), undone, first, earlier],
    'redo',
  ],
  [
    'a save whose undo was refused',
    [change('undo', { undoes: 'first', how: 'refused' }), first, earlier],
    'first',
  ],
  ['none if all are undone', [undone, first], undefined],
])('finds %s', (_what, changes, id) => {
  expect(findLastChange(changes)?.id).toBe(id);
});
