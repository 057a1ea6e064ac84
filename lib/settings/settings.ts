import { browser } from 'wxt/browser';
import * as z from 'zod/mini';
import { ask } from '../messaging/ask.ts';
import {
  type Pins,
  type Preferences,
  pins,
  preferences,
  preferencesSchema,
  type QuickActions,
  quickActions,
} from '../storage/items.ts';
import { locate, StorageError } from '../storage/stored.ts';

/** The preferences that mean the same on every device: not a permission of one browser, nor whether to travel at all. */
export const sharedPreferencesSchema = z.omit(preferencesSchema, { notifies: true, carriesSettings: true });
export type SharedPreferences = Omit<Preferences, 'notifies' | 'carriesSettings'>;

/** What the user has set up, as it may leave this device: ids and words of their own, no key, nothing of a customer. */
export type Settings = { preferences: SharedPreferences; pins: Pins; quickActions: QuickActions };

const names = [preferences, pins, quickActions].map(({ key }) => locate(key).name);

/** Does this whenever settings change on this device, whoever changes them. */
export function whenSettingsChange(work: () => void): void {
  browser.storage.local.onChanged.addListener((changes) => {
    if (names.some((name) => name in changes)) work();
  });
}

/**
 * The settings as they are on this device, without what an administrator presets. Throws where the background does not
 * let the store be used: what a later version wrote would read here as if nothing were set up.
 */
export async function readSettings(): Promise<Settings> {
  const usable = await ask('preferences.read', {});
  if (!usable.ok) throw new StorageError('store-unreadable', usable.problem);
  const [chosen, pinned, actions] = await Promise.all([preferences.read(), pins.read(), quickActions.read()]);
  const { notifies: _permission, carriesSettings: _wish, ...shared } = chosen;
  return { preferences: shared, pins: pinned, quickActions: actions };
}
