import type { ReadonlySignal } from '@preact/signals';
import type { Preferences } from '../../lib/model/preferences.ts';
import { text } from '../../lib/wording/text.ts';
import { CheckPreference, ManagedHint } from './CheckPreference.tsx';
import { ConfidencePresets } from './ConfidencePresets.tsx';

export type PreferencesProps = {
  preferences: ReadonlySignal<Preferences | null>;
  /** The error message of storing a choice, "" without an error. */
  message: ReadonlySignal<string>;
  /** The preferences that an administrator has preset, so that the user cannot change them. */
  locked: ReadonlySignal<readonly string[]>;
  onChange(changed: Partial<Preferences>): void;
};

/** Renders the general preferences; each choice is stored at once. */
export function PreferencesSection({ preferences, message, locked, onChange }: PreferencesProps) {
  const chosen = preferences.value;
  if (!chosen) return null;
  const isLocked = (name: keyof Preferences) => locked.value.includes(name);
  return (
    <section class="card wide" aria-labelledby="preferences">
      <h3 class="title" id="preferences">
        {text('preferences')}
      </h3>
      <CheckPreference
        name={text('asksBeforeSaving')}
        hint={text('asksBeforeSavingHint')}
        isChecked={chosen.asksBeforeSaving}
        isLocked={isLocked('asksBeforeSaving')}
        onChange={(asksBeforeSaving) => onChange({ asksBeforeSaving })}
      />
      <CheckPreference
        name={text('usesSingleKeys')}
        hint={text('usesSingleKeysHint')}
        isChecked={chosen.usesSingleKeys}
        isLocked={isLocked('usesSingleKeys')}
        onChange={(usesSingleKeys) => onChange({ usesSingleKeys })}
      />
      <CheckPreference
        name={text('remembersDeals')}
        hint={text('remembersDealsHint')}
        isChecked={chosen.remembersDeals}
        isLocked={isLocked('remembersDeals')}
        onChange={(remembersDeals) => onChange({ remembersDeals })}
      />
      <ConfidencePresets
        presets={chosen.confidencePresets}
        isLocked={isLocked('confidencePresets')}
        onChange={(confidencePresets) => onChange({ confidencePresets })}
      />
      <label class="preference choice">
        <span>
          {text('toolbarOpens')}
          {isLocked('toolbarOpens') && <ManagedHint />}
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
      <label class="preference choice">
        <span>
          {text('looksUpPeople')}
          <small>{text('looksUpPeopleHint')}</small>
          {isLocked('looksUpPeople') && <ManagedHint />}
        </span>
        <select
          class="control"
          disabled={isLocked('looksUpPeople')}
          value={chosen.looksUpPeople}
          onChange={(event) =>
            onChange({ looksUpPeople: event.currentTarget.value as Preferences['looksUpPeople'] })
          }
        >
          <option value="ask">{text('looksUpPeopleAsk')}</option>
          <option value="always">{text('looksUpPeopleAlways')}</option>
          <option value="never">{text('looksUpPeopleNever')}</option>
        </select>
      </label>
      <CheckPreference
        name={text('notifies')}
        hint={text('notifiesHint')}
        isChecked={chosen.notifies}
        onChange={(notifies) => onChange({ notifies })}
      />
      {message.value && <p role="alert">{message.value}</p>}
    </section>
  );
}
