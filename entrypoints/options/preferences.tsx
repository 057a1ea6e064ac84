import { signal } from '@preact/signals';
import { browser } from 'wxt/browser';
import { PreferencesSection } from '../../components/options/PreferencesSection.tsx';
import { ask } from '../../lib/messaging/ask.ts';
import type { Input } from '../../lib/messaging/contract.ts';
import type { Preferences } from '../../lib/model/preferences.ts';
import type { Result } from '../../lib/model/result.ts';
import { readPresets } from '../../lib/settings/presets.ts';
import { syncResult } from '../../lib/storage/items.ts';
import { sentenceOf } from '../../lib/wording/problem-text.ts';
import { text } from '../../lib/wording/text.ts';

const preferences = signal<Preferences | null>(null);
const message = signal('');
const notCarried = signal('');

/** Lists the preferences that an administrator has preset. */
export const locked = signal<readonly string[]>([]);

/** Shows problems of the latest settings sync, now and after each following sync. */
export function watchSyncResult(): void {
  async function show(): Promise<void> {
    const { left, isRefused } = await syncResult.read();
    notCarried.value = isRefused ? text('carriesNothing') : left > 0 ? text('carriesNotAll', left) : '';
  }
  syncResult.watch(() => void show());
  void show();
}

/** Reads the preferences and which of them are preset. */
export async function readPreferences(): Promise<void> {
  locked.value = Object.keys(await readPresets());
  show(await ask('preferences.read', {}));
}

async function change(changed: Input<'preferences.write'>): Promise<void> {
  // Requested within the click, or the browser refuses.
  if (changed.notifies && !(await browser.permissions.request({ permissions: ['notifications'] }))) {
    await readPreferences();
    message.value = text('notifiesRefused');
    return;
  }
  show(await ask('preferences.write', changed));
}

function show(result: Result<Preferences>): void {
  if (result.ok) preferences.value = result.value;
  message.value = result.ok ? '' : sentenceOf(result.problem);
}

/** Connects the section of preferences to the stored ones. */
export function PreferencesPart() {
  return (
    <PreferencesSection
      preferences={preferences}
      message={message}
      locked={locked}
      notCarried={notCarried}
      onChange={(changed) => void change(changed)}
    />
  );
}
