import type { ReadonlySignal } from '@preact/signals';
import { text } from '../../lib/wording/text.ts';
import { CheckPreference } from './CheckPreference.tsx';
import type { PreferencesProps } from './PreferencesSection.tsx';

type Props = Omit<PreferencesProps, 'message'> & {
  /** The error message of syncing the settings, "" without an error. */
  syncMessage: ReadonlySignal<string>;
};

/** Lets the user choose whether settings sync through the browser account. */
export function SyncSection({ preferences, locked, syncMessage, onChange }: Props) {
  const chosen = preferences.value;
  if (!chosen) return null;
  return (
    <section class="card wide" aria-labelledby="sync">
      <h3 class="title" id="sync">
        {text('sync')}
      </h3>
      <CheckPreference
        name={text('syncsSettings')}
        hint={text('syncsSettingsHint')}
        isChecked={chosen.syncsSettings}
        isLocked={locked.value.includes('syncsSettings')}
        onChange={(syncsSettings) => onChange({ syncsSettings })}
      />
      {syncMessage.value && <p class="meta">{syncMessage.value}</p>}
    </section>
  );
}
