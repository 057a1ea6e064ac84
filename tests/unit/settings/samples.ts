import type { Settings } from '../../../lib/settings/settings.ts';

/** The settings of a device that was just set up. */
export const emptySettings: Settings = {
  preferences: { asksBeforeSaving: false, toolbarOpens: 'popup', closingReasons: {} },
  pins: {},
  quickActions: { own: [], slots: [null, null, null, null] },
};

/** The same with some of them changed. */
export function settingsWith(changed: Partial<Settings>): Settings {
  return { ...emptySettings, ...changed };
}
