import { type ReadonlySignal, signal } from '@preact/signals';
import type { ask as askBackground } from '../messaging/ask.ts';
import type { Input } from '../messaging/contract.ts';
import type { Preferences } from '../model/preferences.ts';
import type { Result } from '../model/result.ts';
import { readPresets } from '../settings/presets.ts';
import { syncResult } from '../storage/items.ts';
import { countText } from '../wording/count-text.ts';
import { sentenceOf } from '../wording/problem-text.ts';
import { text } from '../wording/text.ts';

/** The preferences in effect. */
export type PreferencesModel = {
  /** Null until loaded. */
  preferences: ReadonlySignal<Preferences | null>;
  /** Names of the preferences that an administrator has preset. */
  locked: ReadonlySignal<readonly string[]>;
  /** Ids of the statuses whose questions an administrator has preset. */
  lockedStages: ReadonlySignal<readonly string[]>;
  /** The error message of loading or storing, "" without an error. */
  message: ReadonlySignal<string>;
  /** The error message of the last sync, "" without an error. */
  syncMessage: ReadonlySignal<string>;
  read(): Promise<void>;
  /** Shows the result of the last sync, and of each later one. */
  watchSync(): Promise<void>;
  /** Stores some preferences; has to be called within a click, because one needs a permission. */
  change(changed: Input<'preferences.write'>): Promise<void>;
};

type Dependencies = {
  ask: typeof askBackground;
  /** Asks the user for the permission to show notifications; has to be called within a click. */
  requestNotifications(): Promise<boolean>;
};

/** Creates the model of the preferences. */
export function createPreferences({ ask, requestNotifications }: Dependencies): PreferencesModel {
  const preferences = signal<Preferences | null>(null);
  const locked = signal<readonly string[]>([]);
  const lockedStages = signal<readonly string[]>([]);
  const message = signal('');
  const syncMessage = signal('');

  async function read(): Promise<void> {
    const presets = await readPresets();
    locked.value = Object.keys(presets);
    lockedStages.value = Object.keys(presets.stages ?? {});
    show(await ask('preferences.read', {}));
  }

  function show(result: Result<Preferences>): void {
    // Shows the stored choice again after an error, because the control shows the refused one.
    preferences.value = result.ok ? result.value : preferences.value && { ...preferences.value };
    message.value = result.ok ? '' : sentenceOf(result.problem);
  }

  async function showSync(): Promise<void> {
    const { tooLarge, isRefused } = await syncResult.read();
    syncMessage.value = isRefused
      ? text('syncRefused')
      : tooLarge > 0
        ? countText('settingsTooLargeToSyncOne', 'settingsTooLargeToSync', tooLarge)
        : '';
  }

  return {
    preferences,
    locked,
    lockedStages,
    message,
    syncMessage,
    read,
    watchSync() {
      syncResult.watch(() => void showSync());
      return showSync();
    },
    async change(changed) {
      if (changed.notifies && !(await requestNotifications())) {
        await read();
        message.value = text('notifiesRefused');
        return;
      }
      show(await ask('preferences.write', changed));
    },
  };
}
