import { beforeEach, expect, it, vi } from 'vitest';
import { defaultPreferences } from '../../../lib/model/preferences.ts';
import { failure, success } from '../../../lib/model/result.ts';
import { createSettingsTransfer } from '../../../lib/options/settings-transfer.ts';
import { defaultSettings } from '../../../lib/settings/settings.ts';
import { writeSettingsFile } from '../../../lib/settings/settings-file.ts';
import { pins } from '../../../lib/storage/items.ts';
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
  return { ...background, download, ...createSettingsTransfer({ ask: background.ask, download }) };
}

it('undoes an import only once', async () => {
  const { importFile, undoImport, canUndo, message, inputsOf } = await create();
  await importFile(file);
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
  const { importFile, canUndo, message } = await create({
    'settings.write': () => failure({ kind: 'storage' }),
  });
  await importFile(file);
  expect([canUndo.value, message.value]).toEqual([false, 'problemStorage']);
});

it('still offers an undo that could not be stored', async () => {
  const write = vi
    .fn()
    .mockReturnValueOnce(success(null))
    .mockReturnValue(failure({ kind: 'storage' }));
  const { importFile, undoImport, canUndo, message } = await create({ 'settings.write': write });
  await importFile(file);
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
