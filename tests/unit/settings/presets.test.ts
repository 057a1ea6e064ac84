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

it('what an administrator presets wins over what the user chose, and leaves that stored as it is', async () => {
  await preferences.write({ ...defaultPreferences, asksBeforeSaving: true });
  await fakeBrowser.storage.managed.set({ toolbarOpens: 'panel', asksBeforeSaving: false });
  expect(await readPreferences()).toEqual({ ...defaultPreferences, toolbarOpens: 'panel' });
  expect((await preferences.read()).asksBeforeSaving).toBe(true);
  await fakeBrowser.storage.managed.clear();
  expect(await readPreferences()).toEqual({ ...defaultPreferences, asksBeforeSaving: true });
});

it('what a policy presets in a shape that is not ours presets nothing, and costs nothing else', async () => {
  await fakeBrowser.storage.managed.set({
    ...{ toolbarOpens: 'window', closingReasons: { orga_1: { won: 'cf_1' } }, later: true },
    asksBeforeSaving: true,
  });
  expect(await readPresets()).toEqual({ asksBeforeSaving: true });
});

it.each(['constructor', '__proto__', 'toString'])('a policy named %s presets nothing', async (name) => {
  const policy = JSON.parse(`{"${name}": true, "asksBeforeSaving": true}`);
  vi.spyOn(fakeBrowser.storage.managed, 'get').mockResolvedValueOnce(policy);
  expect(await readPresets()).toEqual({ asksBeforeSaving: true });
});

describe('quick actions that an administrator presets', () => {
  const agreed = { ...action({ confidence: { how: 'set', value: 60 } }), id: 'agreed', name: 'As agreed' };
  const mine = { ...action({ user_id: { how: 'me' } }), id: 'own', name: 'Mine' };
  const preset = (actions: unknown[]) =>
    fakeBrowser.storage.managed.set({ quickActions: JSON.stringify({ actions }) });

  it('come before the own ones, under ids that are none of theirs, and are stored nowhere', async () => {
    await quickActions.write({ own: [mine], slots: ['own:own', 'preset:agreed', null, null] });
    await fakeBrowser.storage.managed.set({ quickActions: writeActionFile([agreed]) });
    expect(await readQuickActions()).toEqual({
      own: [
        { ...agreed, id: 'preset:agreed' },
        { ...mine, id: 'own:own' },
      ],
      slots: ['own:own', 'preset:agreed', null, null],
    });
    expect((await quickActions.read()).own).toEqual([mine]);
    expect((await readSettings()).quickActions.own).toEqual([mine]);
    expect(await readPresets()).toEqual({});
  });

  it.each([
    ['is none', { id: 'x' }],
    ['has no name', { ...agreed, id: 'x', name: ' ' }],
    ['changes nothing', { ...agreed, id: 'x', changes: {} }],
    ['does what a later version can', { ...agreed, id: 'x', changes: { note: { how: 'translate' } } }],
    ['has the id of a menu item', { ...agreed, id: 'status:stat_won' }],
    ['has the id of another one', { ...agreed, name: 'Twice' }],
  ])('are left out where one %s, which costs no other', async (_why, damaged) => {
    await preset([agreed, damaged]);
    const { actions, isDamaged } = await readPresetActions();
    expect([actions.map(({ id }) => id), isDamaged]).toEqual([['preset:agreed'], true]);
  });

  it.each([
    ['no JSON', 'agreed'],
    ['another file', '{"of": "something else"}'],
    ['no text', 7],
  ])('are none, which is told, where the policy holds %s', async (_what, content) => {
    await fakeBrowser.storage.managed.set({ quickActions: content });
    expect(await readPresetActions()).toEqual({ actions: [], isDamaged: true });
  });

  it('are none, and nothing is told, where there is no policy', async () => {
    expect(await readPresetActions()).toEqual({ actions: [], isDamaged: false });
  });
});

it('every preference but a permission of this browser may be preset', () => {
  const { notifies: _permission, ...others } = preferencesSchema.shape;
  const { quickActions: _text, ...preset } = schema.properties;
  expect(Object.keys(preset).sort()).toEqual(Object.keys(others).sort());
  expect(schema.properties.toolbarOpens.enum).toEqual(z.toJSONSchema(others.toolbarOpens).enum);
});
