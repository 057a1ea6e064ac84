import { signal } from '@preact/signals';
import { beforeEach, expect, it, vi } from 'vitest';
import { defaultPreferences } from '../../../lib/model/preferences.ts';
import { failure, success } from '../../../lib/model/result.ts';
import { createQuickActions } from '../../../lib/options/quick-actions.ts';
import { createSettingsTransfer } from '../../../lib/options/settings-transfer.ts';
import { defaultSettings, type Settings } from '../../../lib/settings/settings.ts';
import { writeSettingsFile } from '../../../lib/settings/settings-file.ts';
import { pins, quickActions } from '../../../lib/storage/items.ts';
import { settingsWith } from '../settings/samples.ts';
import { resetBrowser, type Script, scriptedAsk } from './scripted-ask.ts';

beforeEach(resetBrowser);

const here = settingsWith({ pins: { pipe_1: ['note'] } });
const content = writeSettingsFile(settingsWith({ pins: { pipe_2: ['value'] } }));
const file = { size: content.length, text: async () => content };

async function create(script: Script = {}) {
  await pins.write(here.pins);
  const background = scriptedAsk({
    'preferences.read': () => success(defaultPreferences),
    'settings.write': () => success(null),
    ...script,
  });
  const download = vi.fn();
  const actions = createQuickActions({ ask: background.ask, confidences: signal([]), download });
  return { ...background, download, ...createSettingsTransfer({ ask: background.ask, download, actions }) };
}

const write = (settings: Settings) => {
  const content = writeSettingsFile(settings);
  return { size: content.length, text: async () => content };
};
const action = (id: string, name: string, confidence: number) => ({
  ...{ id, name, appliesTo: { organizationId: null, pipelineIds: [] } },
  changes: { confidence: { how: 'set' as const, value: confidence } },
});

it('lists all that an import changes before it changes anything', async () => {
  const { preview, importFile, inputsOf } = await create();
  await quickActions.write({ own: [action('a', 'Warm', 50)], slots: ['own:a', null, null, null] });
  await importFile(
    write({
      preferences: { ...defaultSettings.preferences, asksBeforeSaving: true, toolbarOpens: 'panel' },
      pins: { pipe_1: ['note', 'value'] },
      quickActions: {
        own: [action('a', 'Hot', 90), action('b', 'Cold', 10)],
        slots: [null, 'own:b', 'own:gone', 'mine'],
      },
    }),
  );
  expect(preview.value?.changes).toEqual([
    {
      ...{ group: 'quickActions', name: 'Hot', remark: 'importReplaces \u2068Warm\u2069' },
      ...{ before: ['fieldConfidence: 50%'], after: ['fieldConfidence: 90%'] },
    },
    {
      ...{ group: 'quickActions', name: 'Cold', remark: 'importNew' },
      ...{ before: [], after: ['fieldConfidence: 10%'] },
    },
    { group: 'keys', name: 'quickAction1', remark: '', before: ['Warm'], after: ['slotNone'] },
    { group: 'keys', name: 'quickAction2', remark: '', before: ['slotNone'], after: ['Cold'] },
    { group: 'keys', name: 'quickAction3', remark: '', before: ['slotNone'], after: ['slotGone'] },
    { group: 'keys', name: 'quickAction4', remark: '', before: ['slotNone'], after: ['actionMine'] },
    {
      group: 'preferences',
      name: 'asksBeforeSaving',
      remark: '',
      before: ['switchedOff'],
      after: ['switchedOn'],
    },
    {
      ...{ group: 'preferences', name: 'toolbarOpens', remark: '' },
      ...{ before: ['toolbarOpensPopup'], after: ['toolbarOpensPanel'] },
    },
    {
      ...{ group: 'preferences', name: 'importPinned \u2068pipe_1\u2069', remark: '' },
      ...{ before: ['fieldNote'], after: ['fieldNote', 'fieldValue'] },
    },
  ]);
  expect(inputsOf('settings.write')).toEqual([]);
});

it('lists what stages ask for, and keeps the rules of other stages', async () => {
  const { preview, importFile } = await create();
  const stages = { stat_1: { requires: ['custom.cf_why'], confidence: 60 } };
  await importFile(write(settingsWith({ preferences: { ...defaultSettings.preferences, stages } })));
  expect(preview.value?.changes).toMatchObject([
    {
      name: 'importStage ⁨stat_1⁩',
      before: ['notSet'],
      after: ['stageRequires ⁨custom.cf_why⁩', 'stageSuggests 60%'],
    },
  ]);
});

it('changes nothing if an import is cancelled', async () => {
  const { importFile, cancelImport, confirmImport, preview, message, inputsOf } = await create();
  await importFile(file);
  cancelImport();
  await confirmImport();
  expect([preview.value, message.value, inputsOf('settings.write')]).toEqual([null, '', []]);
});

it('asks for no confirmation if the file changes nothing', async () => {
  const { importFile, preview, message } = await create();
  await importFile(write(here));
  expect([preview.value, message.value]).toEqual([null, 'settingsSame']);
});

it('imports what was listed, even if the file is edited before', async () => {
  const { importFile, confirmImport, inputsOf } = await create();
  let read = 0;
  await importFile({ size: 10, text: async () => (read++ === 0 ? content : 'edited') });
  await confirmImport();
  expect(read).toBe(1);
  expect(inputsOf('settings.write')).toEqual([
    { ...defaultSettings, pins: { pipe_1: ['note'], pipe_2: ['value'] } },
  ]);
});

it('lists the changes again if the settings have changed since', async () => {
  const { importFile, confirmImport, preview, inputsOf } = await create();
  await importFile(file);
  await pins.write({ ...here.pins, pipe_2: ['confidence'] });
  await confirmImport();
  expect(inputsOf('settings.write')).toEqual([]);
  expect(preview.value).toMatchObject({ hasChanged: true, changes: [{ before: ['fieldConfidence'] }] });
  await confirmImport();
  expect(inputsOf('settings.write')).toHaveLength(1);
});

it('undoes an import only once', async () => {
  const { importFile, confirmImport, undoImport, canUndo, message, inputsOf } = await create();
  await importFile(file);
  await confirmImport();
  expect([canUndo.value, message.value]).toEqual([true, 'settingsImported']);
  await undoImport();
  expect([canUndo.value, message.value]).toEqual([false, 'settingsUndone']);
  await undoImport();
  expect(inputsOf('settings.write')).toEqual([
    { ...defaultSettings, pins: { pipe_1: ['note'], pipe_2: ['value'] } },
    here,
  ]);
});

it('offers no undo if an import was not stored', async () => {
  const { importFile, confirmImport, canUndo, message } = await create({
    'settings.write': () => failure({ kind: 'storage' }),
  });
  await importFile(file);
  await confirmImport();
  expect([canUndo.value, message.value]).toEqual([false, 'problemStorage']);
});

it('still offers an undo that could not be stored', async () => {
  const write = vi
    .fn()
    .mockReturnValueOnce(success(null))
    .mockReturnValue(failure({ kind: 'storage' }));
  const { importFile, confirmImport, undoImport, canUndo, message } = await create({
    'settings.write': write,
  });
  await importFile(file);
  await confirmImport();
  await undoImport();
  expect([canUndo.value, message.value]).toEqual([true, 'problemStorage']);
});

it('does not read a file of more than a megabyte', async () => {
  const { importFile, message, requests } = await create();
  const text = vi.fn(async () => content);
  await importFile({ size: 1_000_001, text });
  expect([text.mock.calls, requests, message.value]).toEqual([[], [], 'settingsNotOurs']);
});

it('exports the stored settings', async () => {
  const { exportFile, download } = await create();
  await exportFile();
  expect(download).toHaveBeenCalledExactlyOnceWith(
    'settings.json',
    'application/json',
    writeSettingsFile(here),
  );
});
