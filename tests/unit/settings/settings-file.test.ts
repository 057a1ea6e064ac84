import { describe, expect, it } from 'vitest';
import { defaultSettings, type Settings } from '../../../lib/settings/settings.ts';
import { readSettingsFile, withFile, writeSettingsFile } from '../../../lib/settings/settings-file.ts';
import { action } from '../quick-actions/samples.ts';
import { settingsWith } from './samples.ts';

const full: Settings = settingsWith({
  preferences: {
    asksBeforeSaving: true,
    usesSingleKeys: false,
    remembersDeals: false,
    looksUpPeople: 'always',
    toolbarOpens: 'panel',
    confidencePresets: [10, 50],
    stages: { stat_1: { requires: ['custom.cf_1'], confidence: 60, hint: 'Send it first.' } },
  },
  pins: { pipe_1: ['note', 'custom.cf_1'] },
  quickActions: { own: [action({ note: { how: 'clear' } })], slots: ['mine', null, null, null] },
});

function read(content: string) {
  const file = readSettingsFile(content);
  if ('problem' in file) throw new Error(file.problem);
  return file;
}

describe('a settings file', () => {
  it('restores all settings written to it', () => {
    const file = read(`\uFEFF${writeSettingsFile(full)}`);
    expect(withFile(defaultSettings, file)).toEqual({ settings: full, noRoom: 0 });
    expect(file.unreadable).toBe(0);
  });

  it('changes nothing when it is imported again', () => {
    expect(withFile(full, read(writeSettingsFile(full))).settings).toEqual(full);
  });

  it('keeps settings that the file does not contain', () => {
    const content = JSON.stringify({
      ...{ format: 'quick-edit-for-close/settings', version: 1 },
      ...{ preferences: { toolbarOpens: 'popup' }, pins: { pipe_2: ['value'] } },
    });
    expect(withFile(full, read(content)).settings).toEqual({
      ...full,
      preferences: { ...full.preferences, toolbarOpens: 'popup' },
      pins: { ...full.pins, pipe_2: ['value'] },
    });
  });

  it('skips and counts invalid and unknown settings', () => {
    const content = JSON.stringify({
      ...JSON.parse(writeSettingsFile(full)),
      preferences: { asksBeforeSaving: 'yes', later: 1, notifies: true, toolbarOpens: 'panel' },
      pins: { pipe_1: 'note', pipe_2: ['note'] },
      quickActions: [...full.quickActions.own, { name: 'x' }, null],
    });
    const file = read(content);
    expect(file).toMatchObject({ preferences: { toolbarOpens: 'panel' }, pins: { pipe_2: ['note'] } });
    expect(file.own).toEqual(full.quickActions.own);
    expect(file.unreadable).toBe(6);
  });

  it('skips and counts actions with reserved ids', () => {
    const shadows = ['status:stat_won', 'confidence:0', '__proto__', 'preset:x', 'own:x'];
    const named = (id: string) => ({ ...action({ confidence: { how: 'set', value: 0 } }), id });
    const content = { ...JSON.parse(writeSettingsFile(full)), quickActions: [...shadows, 'fine'].map(named) };
    const file = read(JSON.stringify(content));
    expect([file.own.map(({ id }) => id), file.unreadable]).toEqual([['fine'], shadows.length]);
  });

  it.each([
    ['constructor', 1],
    ['toString', 1],
    // Zod's record already removes this key.
    ['__proto__', 0],
  ])('skips a preference named %s', (name, unreadable) => {
    const content = writeSettingsFile(full).replace('"asksBeforeSaving"', JSON.stringify(name));
    const { asksBeforeSaving: _renamed, ...others } = full.preferences;
    const file = read(content);
    expect([file.preferences, file.unreadable]).toEqual([others, unreadable]);
  });

  it("keeps all of the user's actions if there is no room for those in the file", () => {
    const some = (prefix: string, count: number) =>
      Array.from({ length: count }, (_, index) => ({ ...action({}), id: `${prefix}${index}` }));
    const here = settingsWith({ quickActions: { own: some('here', 40), slots: [] } });
    const file = read(
      writeSettingsFile(settingsWith({ quickActions: { own: some('file', 20), slots: [] } })),
    );
    const { settings, noRoom } = withFile(here, file);
    expect(settings.quickActions.own.slice(0, 40)).toEqual(here.quickActions.own);
    expect([settings.quickActions.own.length, noRoom]).toEqual([50, 10]);
  });

  it.each([
    ['not-ours', ''],
    ['not-ours', '<html>'],
    ['not-ours', '[]'],
    ['not-ours', '{"format":"quick-edit-for-close/quick-actions","version":1,"actions":[]}'],
    ['too-new', '{"format":"quick-edit-for-close/settings","version":2}'],
    ['nothing-in-it', '{"format":"quick-edit-for-close/settings","version":1,"pins":7}'],
  ])('is refused as %s: %s', (problem, content) => {
    expect(readSettingsFile(content)).toEqual({ problem });
  });
});

it('invalid stages of a file are left out and counted, and stages of other statuses stay', () => {
  const stages = { stat_1: { confidence: 60 }, stat_2: { confidence: 101 }, stat_3: 'all' };
  const content = { format: 'quick-edit-for-close/settings', version: 1, preferences: { stages } };
  const found = read(JSON.stringify(content));
  expect([found.preferences.stages, found.unreadable]).toEqual([{ stat_1: { confidence: 60 } }, 2]);
  const own = { stat_1: { asks: ['note'] }, stat_9: { hint: 'Stays' } };
  const current = settingsWith({ preferences: { ...defaultSettings.preferences, stages: own } });
  expect(withFile(current, found).settings.preferences.stages).toEqual({
    ...{ stat_1: { confidence: 60 }, stat_9: { hint: 'Stays' } },
  });
});
