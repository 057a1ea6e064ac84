import { canonicalJson } from '../../../lib/base/canonical-json.ts';
import { withLock } from '../../../lib/base/with-lock.ts';
import type { Input } from '../../../lib/messaging/contract.ts';
import type { Preferences } from '../../../lib/model/preferences.ts';
import { type Result, success } from '../../../lib/model/result.ts';
import { readPreferences } from '../../../lib/settings/presets.ts';
import { withStages } from '../../../lib/settings/read-stages.ts';
import { readSettings, type Settings } from '../../../lib/settings/settings.ts';
import { changedKeys } from '../../../lib/settings/sync-items.ts';
import {
  menuPipelines,
  pins,
  preferences,
  quickActions,
  unsyncedSettings,
} from '../../../lib/storage/items.ts';
import { type StoredValue, writeTogether } from '../../../lib/storage/stored.ts';
import { rebuildMenu } from '../browser/menu.ts';
import { applyToolbar } from '../browser/toolbar.ts';
import { applyRemembering } from '../deals/known-deals.ts';

/** Changes some preferences, and of the stages the given ones, and keeps the others; returns the ones in effect, presets included. */
export async function changePreferences(changed: Input<'preferences.write'>): Promise<Result<Preferences>> {
  await changeSettings(({ preferences }) => {
    const stages = withStages(preferences.stages, changed.stages ?? {});
    return { preferences: { ...preferences, ...changed, stages } as Preferences };
  });
  return success(await readPreferences());
}

/** Applies the settings that `change` returns and keeps the others. */
export async function changeSettings(
  change: (current: Settings) => Partial<Settings>,
): Promise<Result<null>> {
  await withSettingsLock(async () => {
    const current = await readSettings();
    const next = { ...current, ...change(current) };
    const unsyncedKeys = new Set([...(await unsyncedSettings.read()), ...changedKeys(current, next)]);
    await storeSettings(next, current, [[unsyncedSettings, [...unsyncedKeys]]]);
  });
  return success(null);
}

/**
 * Stores the settings that differ from the current ones, in one write together with `others`, and updates the toolbar and
 * the menu.
 */
export async function storeSettings(
  next: Settings,
  current: Settings,
  others: readonly StoredValue[] = [],
): Promise<void> {
  const differs = (part: keyof Settings) => canonicalJson(next[part]) !== canonicalJson(current[part]);
  const values: StoredValue[] = [];
  if (differs('preferences'))
    values.push([preferences, { ...(await preferences.read()), ...next.preferences }]);
  if (differs('pins')) values.push([pins, next.pins]);
  if (differs('quickActions')) values.push([quickActions, next.quickActions]);
  if (values.length === 0) return;
  await writeTogether([...values, ...others]);
  if (differs('preferences')) {
    await applyToolbar();
    await applyRemembering();
  }
  if (differs('quickActions') || differs('preferences')) await rebuildMenu(await menuPipelines.read());
}

/** Runs one change of the settings at a time, so that changes by other pages or devices are not lost. */
export function withSettingsLock<Value>(work: () => Promise<Value>): Promise<Value> {
  return withLock('settings', work);
}

/** Updates the toolbar and the menu after an administrator's presets have changed. */
export async function applyPresets(): Promise<void> {
  await applyToolbar();
  await applyRemembering();
  await rebuildMenu(await menuPipelines.read());
}
