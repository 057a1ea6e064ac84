import * as z from 'zod/mini';
import { pinsSchema } from '../model/pins.ts';
import { preferencesSchema } from '../model/preferences.ts';
import { quickActionsSchema } from '../model/quick-action.ts';
import { pins, preferences, quickActions } from '../storage/items.ts';

const { notifies: _permission, syncsSettings: _wish, ...shared } = preferencesSchema.shape;

/** Schemas of the preferences that sync: all but the notification permission and the sync switch itself. */
export const sharedPreferences = shared;

/** The settings that may leave this device; they contain no key and no customer data. */
export const settingsSchema = z.object({
  preferences: z.object(sharedPreferences),
  pins: pinsSchema,
  quickActions: quickActionsSchema,
});
export type Settings = z.infer<typeof settingsSchema>;

/** Reads the settings stored on this device, without presets. */
export async function readSettings(): Promise<Settings> {
  const [chosen, pinned, actions] = await Promise.all([preferences.read(), pins.read(), quickActions.read()]);
  const { notifies: _permission, syncsSettings: _wish, ...shared } = chosen;
  return { preferences: shared, pins: pinned, quickActions: actions };
}
