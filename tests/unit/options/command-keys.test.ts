import { beforeEach, expect, it } from 'vitest';
import { createCommandKeys, slotChoices } from '../../../lib/options/command-keys.ts';
import { action, catalog } from '../quick-actions/samples.ts';
import { resetBrowser } from './scripted-ask.ts';

beforeEach(resetBrowser);

it('reads the current shortcuts', async () => {
  let shortcut = '';
  const { read, keys } = createCommandKeys({
    listCommands: async () => [
      { name: '_execute_action', shortcut: 'Alt+Shift+E' },
      { name: 'quick-action-1', description: 'Quick action 1', shortcut },
    ],
    suggestedKey: (command) => (command === '_execute_action' ? 'Alt+Shift+E' : undefined),
  });
  await read();
  expect(keys.value).toEqual([
    { command: '_execute_action', name: 'commandOpen', shortcut: 'Alt+Shift+E', suggested: 'Alt+Shift+E' },
    { command: 'quick-action-1', name: 'Quick action 1', shortcut: '', suggested: '' },
  ]);
  shortcut = 'Alt+1';
  await read();
  expect(keys.value[1]?.shortcut).toBe('Alt+1');
});

it('offers own, built-in, status and confidence actions in groups, without empty groups', () => {
  const groups = slotChoices([{ ...action({}), id: 'own:a', name: 'A' }], catalog.pipelines, [50]).map(
    ({ group }) => group,
  );
  expect(groups).toEqual([
    'ownActions',
    'builtInActions',
    'menuSetStatus · Sales',
    'menuSetStatus · Renewals',
    'menuSetConfidence',
  ]);
  expect(slotChoices([], [], [50]).map(({ group }) => group)).toEqual([
    'builtInActions',
    'menuSetConfidence',
  ]);
});
