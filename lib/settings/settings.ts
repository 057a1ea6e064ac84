import * as z from 'zod/mini';
import { pinsSchema } from '../model/pins.ts';
import { preferencesSchema } from '../model/preferences.ts';
import { quickActionsSchema } from '../model/quick-action.ts';
import { pins, preferences, quickActions } from '../storage/items.ts';

const { notifies: _permission, syncsSettings: _wish, ...shared } = preferencesSchema.shape;

/** The shapes of the preferences that mean the same on every device: no permission, nor whether to travel at all. */
export const sharedPreferences = shared;

/** What the user has set up, as it may leave this device: ids and words of their own, no key, nothing of a customer. */
export const settingsSchema = z.object({
  preferences: z.object(sharedPreferences),
  pins: pinsSchema,
  quickActions: quickActionsSchema,
});
export type Settings = z.infer<typeof settingsSchema>;

/** The settings as they are stored on this device, without what an administrator presets. */
export async function readSettings(): Promise<Settings> {
  const [chosen, pinned, actions] = await Promise.all([preferences.read(), pins.read(), quickActions.read()]);
  const { notifies: _permission, syncsSettings: _wish, ...shared } = chosen;
  return { preferences: shared, pins: pinned, quickActions: actions };
}
