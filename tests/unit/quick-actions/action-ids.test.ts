import { expect, it } from 'vitest';
import { ownActionId, presetActionId } from '../../../lib/quick-actions/action-ids.ts';
import { findAction } from '../../../lib/quick-actions/built-in.ts';
import { action } from './samples.ts';

it('names own and preset actions by their origin, so that the same id is no clash', () => {
  expect(ownActionId(action({}))).toBe('own:own');
  expect(presetActionId(action({}))).toBe('preset:own');
});

it('finds a built-in action by its id, and another one in the list', () => {
  const listed = [
    { ...action({}), id: 'own:a' },
    { ...action({}), id: 'own:b' },
  ];
  expect(findAction('status:stat_a', [])).toEqual({
    ...{ id: 'status:stat_a', name: '', changes: { status_id: { how: 'set', value: 'stat_a' } } },
    appliesTo: { organizationId: null, pipelineIds: [] },
  });
  expect(findAction('confidence:100', [])?.changes).toEqual({ confidence: { how: 'set', value: 100 } });
  expect(findAction('own:b', listed)).toBe(listed[1]);
});

it.each(['confidence:101', 'confidence:', 'status:', 'xstatus:a', 'own:status:50', 'confidence:50\nx', ''])(
  'takes %j for no built-in action',
  (id) => {
    expect(findAction(id, [])).toBeUndefined();
  },
);
