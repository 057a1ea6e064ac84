import { ClosingReasonsSection } from '../../components/options/ClosingReasonsSection.tsx';
import { PreferencesSection } from '../../components/options/PreferencesSection.tsx';
import { closingReasons, connections, preferences } from './models.ts';

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
        <ClosingReasonsSection
          organizations={closingReasons.organizations}
          message={closingReasons.message}
          locked={preferences.locked}
          onOpen={() => void closingReasons.read()}
          onChoose={(organizationId, outcome, fieldId) =>
            void closingReasons.choose(organizationId, outcome, fieldId)
          }
        />
      )}
    </>
  );
}
