import * as z from 'zod/mini';
import { pinsSchema } from '../model/pins.ts';
import { defaultPreferences, type Preferences, preferencesSchema } from '../model/preferences.ts';
import { quickActionsSchema } from '../model/quick-action.ts';
import { pins, preferences, quickActions } from '../storage/items.ts';

const { notifies: _permission, syncsSettings: _switch, ...shared } = preferencesSchema.shape;

/** Schemas of the preferences that sync: all but the notification permission and the sync switch itself. */
export const sharedPreferences = shared;

/** The settings that may leave this device; they contain no key and no customer data. */
export const settingsSchema = z.object({
  preferences: z.object(sharedPreferences),
  pins: pinsSchema,
  quickActions: quickActionsSchema,
});
export type Settings = z.infer<typeof settingsSchema>;

/** The settings of a new device. */
export const defaultSettings: Settings = {
  preferences: withoutOwn(defaultPreferences),
  pins: {},
  quickActions: { own: [], slots: [null, null, null, null] },
};

/** Reads the settings stored on this device, without presets. */
export async function readSettings(): Promise<Settings> {
  const [chosen, pinned, actions] = await Promise.all([preferences.read(), pins.read(), quickActions.read()]);
  return { preferences: withoutOwn(chosen), pins: pinned, quickActions: actions };
}

function withoutOwn({ notifies: _permission, syncsSettings: _switch, ...others }: Preferences) {
  return others;
}

/** Calls `work` on every change of the settings on this device. */
export function watchSettings(work: () => void): void {
  for (const item of [preferences, pins, quickActions]) item.watch(work);
}
