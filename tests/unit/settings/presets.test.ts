import { beforeEach, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import * as z from 'zod/mini';
import { preferences, preferencesSchema, usualPreferences } from '../../../lib/storage/items.ts';
import { readPreferences, readPresets } from '../../../lib/storage/presets.ts';
import schema from '../../../public/managed-schema.json';

beforeEach(() => fakeBrowser.reset());

it('what an administrator presets wins over what the user chose, and leaves that stored as it is', async () => {
  await preferences.write({ ...usualPreferences, asksBeforeSaving: true });
  await fakeBrowser.storage.managed.set({ toolbarOpens: 'panel', asksBeforeSaving: false });
  expect(await readPreferences()).toEqual({ ...usualPreferences, toolbarOpens: 'panel' });
  expect((await preferences.read()).asksBeforeSaving).toBe(true);
  await fakeBrowser.storage.managed.clear();
  expect(await readPreferences()).toEqual({ ...usualPreferences, asksBeforeSaving: true });
});

it('what a policy presets in a shape that is not ours presets nothing, and costs nothing else', async () => {
  await fakeBrowser.storage.managed.set({
    ...{ toolbarOpens: 'window', closingReasons: { orga_1: { won: 'cf_1' } }, later: true },
    asksBeforeSaving: true,
  });
  expect(await readPresets()).toEqual({ asksBeforeSaving: true });
});

it('every preference but a permission of this browser may be preset', () => {
  const { notifies: _permission, ...others } = preferencesSchema.shape;
  expect(Object.keys(schema.properties).sort()).toEqual(Object.keys(others).sort());
  expect(schema.properties.toolbarOpens.enum).toEqual(z.toJSONSchema(others.toolbarOpens).enum);
});
