import { canonical } from '../../../lib/base/canonical-json.ts';
import { exclusively } from '../../../lib/base/with-lock.ts';
import type { Input } from '../../../lib/messaging/contract.ts';
import type { Preferences } from '../../../lib/model/preferences.ts';
import { type Result, success } from '../../../lib/model/result.ts';
import { readPreferences } from '../../../lib/settings/presets.ts';
import { readSettings, type Settings } from '../../../lib/settings/settings.ts';
import { menuPipelines, pins, preferences, quickActions } from '../../../lib/storage/items.ts';
import { rebuildMenu } from '../browser/menu.ts';
import { applyToolbar } from '../browser/toolbar.ts';

/** Keeps what the user chose anew, and leaves the other preferences as they are; the answer is what holds. */
export async function changePreferences(changed: Input<'preferences.write'>): Promise<Result<Preferences>> {
  await oneByOne(() => keepPreferences(changed));
  return success(await readPreferences());
}

/** Makes of some of the settings what `change` says. */
export async function changeSettings(
  change: (current: Settings) => Partial<Settings>,
): Promise<Result<null>> {
  await oneByOne(async () => {
    const current = await readSettings();
    await applySettings({ ...current, ...change(current) }, current);
  });
  return success(null);
}

/** Stores what differs from the current settings, and has toolbar and menu follow. */
export async function applySettings(wished: Settings, current: Settings): Promise<void> {
  const differs = (part: keyof Settings) => canonical(wished[part]) !== canonical(current[part]);
  if (differs('preferences')) await keepPreferences(wished.preferences);
  if (differs('pins')) await pins.write(wished.pins);
  if (!differs('quickActions')) return;
  await quickActions.write(wished.quickActions);
  await rebuildMenu(await menuPipelines.read());
}

/** Or one change would be lost to another that comes meanwhile, from another page or from another device. */
export function oneByOne<Value>(work: () => Promise<Value>): Promise<Value> {
  return exclusively('settings', work);
}

async function keepPreferences(changed: Input<'preferences.write'>): Promise<void> {
  await preferences.write({ ...(await preferences.read()), ...changed } as Preferences);
  await applyToolbar();
}

/** Has toolbar and menu follow what an administrator presets. */
export async function applyPresets(): Promise<void> {
  await applyToolbar();
  await rebuildMenu(await menuPipelines.read());
}
