import { PreferencesSection } from '../../components/options/PreferencesSection.tsx';
import { StagesSection } from '../../components/options/StagesSection.tsx';
import { connections, preferences, stages } from './models.ts';

/** Connects the preferences of the editor to their models. */
export function Editing() {
  return (
    <>
      <PreferencesSection
        preferences={preferences.preferences}
        message={preferences.message}
        locked={preferences.locked}
        onChange={(changed) => void preferences.change(changed)}
      />
      {/* Only with a connection, because it lists Close's fields. */}
      {connections.isConnected.value && (
        <StagesSection
          organizations={stages.organizations}
          stages={preferences.preferences.value?.stages ?? {}}
          locked={preferences.lockedStages}
          message={stages.message}
          onOpen={() => void stages.read()}
          onChange={(statusId, update) => void stages.change(statusId, update)}
        />
      )}
    </>
  );
}
