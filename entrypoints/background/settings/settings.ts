import { canonicalJson } from '../../../lib/base/canonical-json.ts';
import { withLock } from '../../../lib/base/with-lock.ts';
import type { Input } from '../../../lib/messaging/contract.ts';
import type { Preferences } from '../../../lib/model/preferences.ts';
import { type Result, success } from '../../../lib/model/result.ts';
import { readPreferences } from '../../../lib/settings/presets.ts';
import { readSettings, type Settings } from '../../../lib/settings/settings.ts';
import { menuPipelines, pins, preferences, quickActions } from '../../../lib/storage/items.ts';
import { rebuildMenu } from '../browser/menu.ts';
import { applyToolbar } from '../browser/toolbar.ts';

/** Changes some preferences and keeps the others; returns the ones in effect, presets included. */
export async function changePreferences(changed: Input<'preferences.write'>): Promise<Result<Preferences>> {
  await oneByOne(() => keepPreferences(changed));
  return success(await readPreferences());
}

/** Applies the settings that `change` returns and keeps the others. */
export async function changeSettings(
  change: (current: Settings) => Partial<Settings>,
): Promise<Result<null>> {
  await oneByOne(async () => {
    const current = await readSettings();
    await applySettings({ ...current, ...change(current) }, current);
  });
  return success(null);
}

/** Stores the settings that differ from the current ones and updates the toolbar and the menu. */
export async function applySettings(next: Settings, current: Settings): Promise<void> {
  const differs = (part: keyof Settings) => canonicalJson(next[part]) !== canonicalJson(current[part]);
  if (differs('preferences')) await keepPreferences(next.preferences);
  if (differs('pins')) await pins.write(next.pins);
  if (!differs('quickActions')) return;
  await quickActions.write(next.quickActions);
  await rebuildMenu(await menuPipelines.read());
}

/** Runs one change of the settings at a time, so that changes by other pages or devices are not lost. */
export function oneByOne<Value>(work: () => Promise<Value>): Promise<Value> {
  return withLock('settings', work);
}

async function keepPreferences(changed: Input<'preferences.write'>): Promise<void> {
  await preferences.write({ ...(await preferences.read()), ...changed } as Preferences);
  await applyToolbar();
}

/** Updates the toolbar and the menu after an administrator's presets have changed. */
export async function applyPresets(): Promise<void> {
  await applyToolbar();
  await rebuildMenu(await menuPipelines.read());
}
