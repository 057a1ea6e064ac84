import { beforeEach, expect, it } from 'vitest';
import { defaultPreferences, type Preferences } from '../../../lib/model/preferences.ts';
import { failure, success } from '../../../lib/model/result.ts';
import type { Stages } from '../../../lib/model/stages.ts';
import { createStages } from '../../../lib/options/stages.ts';
import { catalog } from '../quick-actions/samples.ts';
import { resetBrowser, type Script, scriptedAsk } from './scripted-ask.ts';

beforeEach(resetBrowser);

const connections = ['orga_a', 'orga_b'].map((organizationId) => ({
  ...{ organizationId, organizationName: organizationId, currency: 'USD', userId: 'user_a' },
  ...{ userName: 'Ana Ruiz', roleId: 'role_sales', isOpen: true },
}));

function create(script: Script = {}, stages: Stages = {}) {
  let stored = { ...defaultPreferences, stages };
  const background = scriptedAsk({
    'connection.list': () => success({ connections, keyStorage: 'device', isLocked: false }),
    'preferences.read': () => success(stored),
    'preferences.write': (changed) => {
      stored = { ...stored, stages: { ...stored.stages, ...changed.stages } } as Preferences;
      return success(stored);
    },
    'catalog.read': () => success({ ...catalog, readAt: 0 }),
    ...script,
  });
  return { ...background, ...createStages({ ask: background.ask }), stored: () => stored.stages };
}

it('reads the pipelines and the fields that can be asked for, without locked and read-only ones', async () => {
  const { read, organizations, inputsOf } = create();
  expect([organizations.value, inputsOf('catalog.read')]).toEqual([null, []]);
  await read();
  expect(organizations.value?.map(({ organizationId }) => organizationId)).toEqual(['orga_a', 'orga_b']);
  const keys = organizations.value?.[0]?.fields.map(({ key }) => key);
  expect(keys).toContain('custom.cf_text');
  expect(keys).not.toContain('custom.cf_locked');
  expect(keys).not.toContain('custom.cf_score');
});

it('keeps both choices if the second is made before the first is stored, and other stages', async () => {
  const other = { stat_lost: { asks: ['note'] } };
  const { change, stored } = create({}, other);
  await Promise.all([
    change('stat_demo', (stage) => ({ ...stage, confidence: 40 })),
    change('stat_demo', (stage) => ({ ...stage, asks: ['value'] })),
  ]);
  expect(stored()).toEqual({ ...other, stat_demo: { confidence: 40, asks: ['value'] } });
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
  ['Close does not answer', { 'catalog.read': () => failure({ kind: 'offline' }) }, 'problemOffline'],
])('says why nothing is listed if %s', async (_what, script, sentence) => {
  const { read, organizations, message } = create(script);
  await read();
  expect([organizations.value, message.value]).toEqual([null, sentence]);
});

it.each<Script>([
  { 'preferences.write': () => failure({ kind: 'storage' }) },
  { 'preferences.read': () => failure({ kind: 'storage' }) },
])('says why a choice could not be stored', async (script) => {
  const { change, message, stored } = create(script);
  await change('stat_demo', () => ({ confidence: 40 }));
  expect([message.value, stored()]).toEqual(['problemStorage', {}]);
});
