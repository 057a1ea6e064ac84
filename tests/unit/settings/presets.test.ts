import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import * as z from 'zod/mini';
import { defaultPreferences, preferencesSchema } from '../../../lib/model/preferences.ts';
import { writeActionFile } from '../../../lib/quick-actions/action-file.ts';
import {
  readPreferences,
  readPresetActions,
  readPresets,
  readQuickActions,
} from '../../../lib/settings/presets.ts';
import { readSettings } from '../../../lib/settings/settings.ts';
import { preferences, quickActions } from '../../../lib/storage/items.ts';
import schema from '../../../public/managed-schema.json';
import { action } from '../quick-actions/samples.ts';

beforeEach(() => fakeBrowser.reset());

it("a preset preference overrides the user's choice without changing the stored one", async () => {
  await preferences.write({ ...defaultPreferences, asksBeforeSaving: true });
  await fakeBrowser.storage.managed.set({ toolbarOpens: 'panel', asksBeforeSaving: false });
  expect(await readPreferences()).toEqual({ ...defaultPreferences, toolbarOpens: 'panel' });
  expect((await preferences.read()).asksBeforeSaving).toBe(true);
  await fakeBrowser.storage.managed.clear();
  expect(await readPreferences()).toEqual({ ...defaultPreferences, asksBeforeSaving: true });
});

it('invalid and unknown parts of a policy are ignored', async () => {
  await fakeBrowser.storage.managed.set({
    ...{ toolbarOpens: 'window', confidencePresets: 'many', later: true },
    asksBeforeSaving: true,
  });
  expect(await readPresets()).toEqual({ asksBeforeSaving: true });
});

it.each<[string, unknown]>([
  ['none', []],
  ['eight', [0, 10, 20, 30, 40, 50, 60, 70]],
  ['a repeat', [10, 10]],
  ['another order', [50, 10]],
  ['more than 100', [50, 101]],
  ['a fraction', [2.5]],
  ['text', ['50']],
])('confidences of a policy are ignored if there are %s', async (_what, confidencePresets) => {
  await fakeBrowser.storage.managed.set({ confidencePresets, asksBeforeSaving: true });
  expect(await readPresets()).toEqual({ asksBeforeSaving: true });
});

it('confidences of a policy replace those of the user', async () => {
  await preferences.write({ ...defaultPreferences, confidencePresets: [20, 40] });
  await fakeBrowser.storage.managed.set({ confidencePresets: [10, 50, 90] });
  expect((await readPreferences()).confidencePresets).toEqual([10, 50, 90]);
});

it("a policy presets stages one by one, and the user's other stages apply", async () => {
  const stages = { stat_1: { confidence: 10 }, stat_2: { requires: ['value'] } };
  await preferences.write({ ...defaultPreferences, stages });
  await fakeBrowser.storage.managed.set({
    stages: { stat_1: { requires: ['custom.cf_1'], hint: 'Send it first.' }, stat_2: { confidence: 101 } },
  });
  expect((await readPreferences()).stages).toEqual({
    stat_1: { requires: ['custom.cf_1'], hint: 'Send it first.' },
    stat_2: { requires: ['value'] },
  });
  expect((await preferences.read()).stages).toEqual(stages);
});

it.each([
  ['a list', []],
  ['a text', 'all'],
  ['nothing', null],
  ['odd stages', { stat_1: 7, stat_2: { asks: 'value' } }],
])('stages of a policy are ignored if they are %s', async (_what, stages) => {
  const own = { stat_1: { confidence: 10 } };
  await preferences.write({ ...defaultPreferences, stages: own });
  await fakeBrowser.storage.managed.set({ stages });
  expect((await readPreferences()).stages).toEqual(own);
});

it.each(['constructor', '__proto__', 'toString'])('a policy entry named %s is ignored', async (name) => {
  const policy = JSON.parse(`{"${name}": true, "asksBeforeSaving": true}`);
  vi.spyOn(fakeBrowser.storage.managed, 'get').mockResolvedValueOnce(policy);
  expect(await readPresets()).toEqual({ asksBeforeSaving: true });
});

describe('preset quick actions', () => {
  const standard = { ...action({ confidence: { how: 'set', value: 60 } }), id: 'standard', name: 'Standard' };
  const mine = { ...action({ user_id: { how: 'me' } }), id: 'own', name: 'Mine' };
  const preset = (actions: unknown[]) =>
    fakeBrowser.storage.managed.set({ quickActions: JSON.stringify({ actions }) });

  it("come before the user's own ones, under prefixed ids, and are not stored", async () => {
    await quickActions.write({ own: [mine], slots: ['own:own', 'preset:standard', null, null] });
    await fakeBrowser.storage.managed.set({ quickActions: writeActionFile([standard]) });
    expect(await readQuickActions()).toEqual({
      own: [
        { ...standard, id: 'preset:standard' },
        { ...mine, id: 'own:own' },
      ],
      slots: ['own:own', 'preset:standard', null, null],
    });
    expect((await quickActions.read()).own).toEqual([mine]);
    expect((await readSettings()).quickActions.own).toEqual([mine]);
    expect(await readPresets()).toEqual({});
  });

  it.each([
    ['is invalid', { id: 'x' }],
    ['has no name', { ...standard, id: 'x', name: ' ' }],
    ['changes nothing', { ...standard, id: 'x', changes: {} }],
    ['has a change of a later version', { ...standard, id: 'x', changes: { note: { how: 'translate' } } }],
    ['has the id of a menu item', { ...standard, id: 'status:stat_won' }],
    ['has a duplicate id', { ...standard, name: 'Twice' }],
  ])('are read without one that %s, which counts as damage', async (_why, damaged) => {
    await preset([standard, damaged]);
    const { actions, isDamaged } = await readPresetActions();
    expect([actions.map(({ id }) => id), isDamaged]).toEqual([['preset:standard'], true]);
  });

  it.each([
    ['invalid JSON', 'standard'],
    ['a file of another kind', '{"of": "something else"}'],
    ['a number', 7],
  ])('are damaged if the policy contains %s', async (_what, content) => {
    await fakeBrowser.storage.managed.set({ quickActions: content });
    expect(await readPresetActions()).toEqual({ actions: [], isDamaged: true });
  });

  it('are empty, without damage, if there is no policy', async () => {
    expect(await readPresetActions()).toEqual({ actions: [], isDamaged: false });
  });
});

it('every preference can be preset, except notifications, which need a browser permission', () => {
  const { notifies: _permission, ...others } = preferencesSchema.shape;
  const { quickActions: _text, ...preset } = schema.properties;
  expect(Object.keys(preset).sort()).toEqual(Object.keys(others).sort());
  expect(schema.properties.toolbarOpens.enum).toEqual(z.toJSONSchema(others.toolbarOpens).enum);
});
