import type { ReadonlySignal } from '@preact/signals';
import type { Preferences } from '../../lib/model/preferences.ts';
import { text } from '../../lib/wording/text.ts';

type Props = {
  preferences: ReadonlySignal<Preferences | null>;
  /** The error message of storing a choice, "" without an error. */
  message: ReadonlySignal<string>;
  /** The preferences that an administrator has preset, so that the user cannot change them. */
  locked: ReadonlySignal<readonly string[]>;
  /** The error message of syncing the settings, "" without an error. */
  syncMessage: ReadonlySignal<string>;
  onChange(changed: Partial<Preferences>): void;
};

/** Renders the preferences; each choice is stored at once. */
export function PreferencesSection({ preferences, message, locked, syncMessage, onChange }: Props) {
  const chosen = preferences.value;
  if (!chosen) return null;
  const isLocked = (name: keyof Preferences) => locked.value.includes(name);
  return (
    <section class="card wide">
      <h2 class="title" id="preferences">
        {text('preferences')}
      </h2>
      <label class="preference">
        <input
          type="checkbox"
          disabled={isLocked('asksBeforeSaving')}
          checked={chosen.asksBeforeSaving}
          onChange={(event) => onChange({ asksBeforeSaving: event.currentTarget.checked })}
        />
        <span>
          {text('asksBeforeSaving')}
          <small>{text('asksBeforeSavingHint')}</small>
          {isLocked('asksBeforeSaving') && <small>{text('presetHint')}</small>}
        </span>
      </label>
      <label class="preference">
        <input
          type="checkbox"
          disabled={isLocked('usesSingleKeys')}
          checked={chosen.usesSingleKeys}
          onChange={(event) => onChange({ usesSingleKeys: event.currentTarget.checked })}
        />
        <span>
          {text('usesSingleKeys')}
          <small>{text('usesSingleKeysHint')}</small>
          {isLocked('usesSingleKeys') && <small>{text('presetHint')}</small>}
        </span>
      </label>
      <label class="preference">
        <input
          type="checkbox"
          disabled={isLocked('remembersDeals')}
          checked={chosen.remembersDeals}
          onChange={(event) => onChange({ remembersDeals: event.currentTarget.checked })}
        />
        <span>
          {text('remembersDeals')}
          <small>{text('remembersDealsHint')}</small>
          {isLocked('remembersDeals') && <small>{text('presetHint')}</small>}
        </span>
      </label>
      <label class="preference choice">
        <span>
          {text('toolbarOpens')}
          {isLocked('toolbarOpens') && <small>{text('presetHint')}</small>}
        </span>
        <select
          class="control"
          disabled={isLocked('toolbarOpens')}
          value={chosen.toolbarOpens}
          onChange={(event) =>
            onChange({ toolbarOpens: event.currentTarget.value as Preferences['toolbarOpens'] })
          }
        >
          <option value="popup">{text('toolbarOpensPopup')}</option>
          <option value="panel">{text('toolbarOpensPanel')}</option>
        </select>
      </label>
      <label class="preference">
        <input
          type="checkbox"
          checked={chosen.notifies}
          onChange={(event) => onChange({ notifies: event.currentTarget.checked })}
        />
        <span>
          {text('notifies')}
          <small>{text('notifiesHint')}</small>
        </span>
      </label>
      <label class="preference">
        <input
          type="checkbox"
          disabled={isLocked('syncsSettings')}
          checked={chosen.syncsSettings}
          onChange={(event) => onChange({ syncsSettings: event.currentTarget.checked })}
        />
        <span>
          {text('syncsSettings')}
          <small>{text('syncsSettingsHint')}</small>
          {isLocked('syncsSettings') && <small>{text('presetHint')}</small>}
        </span>
      </label>
      {syncMessage.value && <p class="meta">{syncMessage.value}</p>}
      {message.value && <p role="alert">{message.value}</p>}
    </section>
  );
}
