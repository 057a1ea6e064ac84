import { beforeEach, expect, it } from 'vitest';
import { defaultPreferences, type Preferences } from '../../../lib/model/preferences.ts';
import { failure, success } from '../../../lib/model/result.ts';
import { createClosingReasons } from '../../../lib/options/closing-reasons.ts';
import { resetBrowser, type Script, scriptedAsk } from './scripted-ask.ts';

beforeEach(resetBrowser);

const connections = ['orga_a', 'orga_b'].map((organizationId) => ({
  organizationId,
  organizationName: organizationId,
  currency: 'USD',
  userId: 'user_a',
  userName: 'Ana Ruiz',
  roleId: 'admin',
  isOpen: true,
}));

function create(script: Script = {}, closingReasons: Preferences['closingReasons'] = {}) {
  let stored = { ...defaultPreferences, closingReasons };
  const background = scriptedAsk({
    'connection.list': () => success({ connections, keyStorage: 'device', isLocked: false }),
    'preferences.read': () => success(stored),
    'preferences.write': (changed) => {
      stored = { ...stored, ...changed } as Preferences;
      return success(stored);
    },
    'catalog.read': () => success({ pipelines: [], customFields: [], readAt: 0 }),
    ...script,
  });
  const model = createClosingReasons({ ask: background.ask });
  return { ...background, ...model, stored: () => stored.closingReasons };
}

it('reads the fields and the chosen ones of each organization', async () => {
  const { read, organizations, inputsOf } = create({}, { orga_b: { won: 'cf_1', lost: '' } });
  expect([organizations.value, inputsOf('catalog.read')]).toEqual([null, []]);
  await read();
  expect(organizations.value?.map(({ organizationId, chosen }) => [organizationId, chosen])).toEqual([
    ['orga_a', { won: '', lost: '' }],
    ['orga_b', { won: 'cf_1', lost: '' }],
  ]);
});

it('keeps both choices if the second is made before the first is stored', async () => {
  const { read, choose, organizations, stored } = create({}, { orga_b: { won: 'cf_9', lost: '' } });
  await read();
  await Promise.all([choose('orga_a', 'won', 'cf_1'), choose('orga_a', 'lost', 'cf_2')]);
  const chosen = { won: 'cf_1', lost: 'cf_2' };
  expect(stored()).toEqual({ orga_a: chosen, orga_b: { won: 'cf_9', lost: '' } });
  expect(organizations.value?.[0]?.chosen).toEqual(chosen);
});

it.each<[what: string, script: Script, sentence: string]>([
  [
    'nothing is connected',
    { 'connection.list': () => success({ connections: [], keyStorage: 'device', isLocked: false }) },
    'problemNotConnected',
  ],
  [
    'the connections cannot be read',
    { 'connection.list': () => failure({ kind: 'storage' }) },
    'problemStorage',
  ],
  [
    'the preferences cannot be read',
    { 'preferences.read': () => failure({ kind: 'storage' }) },
    'problemStorage',
  ],
  ['Close does not answer', { 'catalog.read': () => failure({ kind: 'offline' }) }, 'problemOffline'],
])('shows the reason if %s', async (_what, script, sentence) => {
  const { read, organizations, message } = create(script);
  await read();
  expect([organizations.value, message.value]).toEqual([null, sentence]);
});

it('shows the stored choice and the reason if a choice cannot be stored', async () => {
  const { read, choose, organizations, message } = create({
    'preferences.write': () => failure({ kind: 'storage' }),
  });
  await read();
  const shown = organizations.value;
  await choose('orga_a', 'won', 'cf_1');
  expect(organizations.value).toEqual(shown);
  expect(organizations.value).not.toBe(shown);
  expect(message.value).toBe('problemStorage');
});
