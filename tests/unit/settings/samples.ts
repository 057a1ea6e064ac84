import { defaultSettings, type Settings } from '../../../lib/settings/settings.ts';

/** Returns the settings of a new device with some of them changed. */
export function settingsWith(changed: Partial<Settings>): Settings {
  return { ...defaultSettings, ...changed };
}
