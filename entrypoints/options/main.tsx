import { browser } from 'wxt/browser';
import '../../components/editor/editor.css';
import '../../components/options/options.css';
import { ChangesSection } from '../../components/options/ChangesSection.tsx';
import { ClosingReasonsSection } from '../../components/options/ClosingReasonsSection.tsx';
import { ConnectionsSection } from '../../components/options/ConnectionsSection.tsx';
import { DamageNotice } from '../../components/options/DamageNotice.tsx';
import { DiagnosticsSection } from '../../components/options/DiagnosticsSection.tsx';
import { KeyStorageSection } from '../../components/options/KeyStorageSection.tsx';
import { PreferencesSection } from '../../components/options/PreferencesSection.tsx';
import { RemovalSection } from '../../components/options/RemovalSection.tsx';
import { type SectionLink, SectionLinks } from '../../components/options/SectionLinks.tsx';
import { SettingsSection } from '../../components/options/SettingsSection.tsx';
import { SitesSection } from '../../components/options/SitesSection.tsx';
import { openSurface } from '../../components/ui/surface.tsx';
import { downloadFile } from '../../lib/base/download-file.ts';
import { redirectAddress } from '../../lib/connection/authorize.ts';
import { unlock } from '../../lib/connection/unlock.ts';
import { createDamageReport } from '../../lib/editor/damage-report.ts';
import { ask } from '../../lib/messaging/ask.ts';
import { createClosingReasons } from '../../lib/options/closing-reasons.ts';
import { createCommandKeys } from '../../lib/options/command-keys.ts';
import { createConnections } from '../../lib/options/connections.ts';
import { createDiagnostics } from '../../lib/options/diagnostics.ts';
import { createKeyStorage } from '../../lib/options/key-storage.ts';
import { createPreferences } from '../../lib/options/preferences.ts';
import { createQuickActions } from '../../lib/options/quick-actions.ts';
import { createRecentChanges, toChangesCsv } from '../../lib/options/recent-changes.ts';
import { createRemoval } from '../../lib/options/removal.ts';
import { createSettingsTransfer } from '../../lib/options/settings-transfer.ts';
import { createSites } from '../../lib/options/sites.ts';
import { watchPresets } from '../../lib/settings/presets.ts';
import { watchSettings } from '../../lib/settings/settings.ts';
import { listSites } from '../../lib/sites/sites.ts';
import { wakeOutboxWhenOnline } from '../../lib/surface/wake-outbox.ts';
import {
  authorize,
  findLastTab,
  readBrowser,
  reloadOtherPages,
  removeSite,
  requestPermission,
  requestSite,
  watchSites,
} from './browser-access.ts';
import { QuickActions } from './quick-actions.tsx';

const keysAddress = 'https://app.close.com/settings/developer/api-keys/';
const redirectUri = redirectAddress(browser.runtime.id);
/** Marks the address once everything is removed, because no storage may record it. */
const removedMark = '#removed';

const damage = createDamageReport(ask);
const connections = createConnections({
  ask,
  redirectUri,
  requestIdentity: () => requestPermission('identity'),
  authorize,
});
const keyStorage = createKeyStorage({ ask, unlock, readConnections: connections.read });
const preferences = createPreferences({
  ask,
  requestNotifications: () => requestPermission('notifications'),
});
const quickActions = createQuickActions({ ask, download: downloadFile });
const commandKeys = createCommandKeys({
  listCommands: () => browser.commands.getAll(),
  suggestedKey: (command) => browser.runtime.getManifest().commands?.[command]?.suggested_key?.default,
});
const closingReasons = createClosingReasons({ ask });
const sites = createSites({ ask, listSites, watchSites, requestSite, removeSite });
const settingsTransfer = createSettingsTransfer({ ask, download: downloadFile });
const recentChanges = createRecentChanges({ ask });
const diagnostics = createDiagnostics({
  ask,
  readBrowser,
  findLastTab,
  writeClipboard: (content) => navigator.clipboard.writeText(content),
});
const removal = createRemoval({
  ask,
  isRemoved: location.hash === removedMark,
  onRemoved() {
    reloadOtherPages();
    history.replaceState(null, '', removedMark);
    location.reload();
  },
});
history.replaceState(null, '', location.pathname);

const sections: SectionLink[] = [
  { id: 'connections', name: 'connections' },
  { id: 'key-storage', name: 'keyStorage' },
  { id: 'preferences', name: 'preferences' },
  { id: 'quick-actions', name: 'quickActions' },
  { id: 'keys', name: 'keys' },
  { id: 'closing-reasons', name: 'closingReasons' },
  { id: 'sites', name: 'sites' },
  { id: 'settings', name: 'settings' },
  { id: 'recent-changes', name: 'recentChanges' },
  { id: 'diagnostics', name: 'diagnostics' },
  { id: 'your-data', name: 'yourData' },
];

function Links() {
  if (!connections.isConnected.value) return null;
  const shown = sections.filter(({ id }) => id !== 'recent-changes' || recentChanges.hasChanges.value);
  return <SectionLinks sections={shown} />;
}

// Shows these sections only with a connection, because they list Close's statuses and fields.
function WhenConnected() {
  if (!connections.isConnected.value) return null;
  return (
    <>
      <QuickActions actions={quickActions} keys={commandKeys} />
      <ClosingReasonsSection
        organizations={closingReasons.organizations}
        message={closingReasons.message}
        locked={preferences.locked}
        onOpen={() => void closingReasons.read()}
        onChoose={(organizationId, outcome, fieldId) =>
          void closingReasons.choose(organizationId, outcome, fieldId)
        }
      />
    </>
  );
}

async function connect(connecting: Promise<void>): Promise<void> {
  await connecting;
  await Promise.all([quickActions.read(), damage.look()]);
}

async function changeChanges(change: Promise<void>): Promise<void> {
  await change;
  await damage.look();
}

wakeOutboxWhenOnline();
document.documentElement.lang = browser.i18n.getUILanguage();
openSurface('options').show(
  <>
    <Links />
    <DamageNotice report={damage} />
    <ConnectionsSection
      connecting={connections.connecting}
      keysAddress={keysAddress}
      redirectAddress={redirectUri}
      onConnect={(pasted) => void connect(connections.connect(pasted))}
      onAuthorize={(clientId, clientSecret) => void connect(connections.connectApp(clientId, clientSecret))}
      onMakeDefault={(connection) => void connections.makeDefault(connection)}
      onDisconnect={(connection) => void connections.disconnect(connection)}
    />
    <KeyStorageSection
      keyStorageState={connections.keyStorageState}
      message={keyStorage.message}
      onMove={(to) => void keyStorage.move(to)}
      onSetPassphrase={(passphrase, minutes) => void keyStorage.setPassphrase(passphrase, minutes)}
      unlock={keyStorage.unlock}
      onLock={() => void keyStorage.lock()}
      onForget={() => void keyStorage.forget()}
    />
    <PreferencesSection
      preferences={preferences.preferences}
      message={preferences.message}
      locked={preferences.locked}
      syncMessage={preferences.syncMessage}
      onChange={(changed) => void preferences.change(changed)}
    />
    <WhenConnected />
    <SitesSection
      sites={sites.sites}
      message={sites.message}
      onAdd={(address) => void sites.add(address)}
      onRemove={(site) => void sites.remove(site)}
      onShowChip={(origin) => void sites.showChip(origin)}
      onChipEverywhere={(isShown) => void sites.showChipEverywhere(isShown)}
    />
    <SettingsSection
      message={settingsTransfer.message}
      canUndo={settingsTransfer.canUndo}
      onExport={() => void settingsTransfer.exportFile()}
      onImport={(file) => void settingsTransfer.importFile(file)}
      onUndo={() => void settingsTransfer.undoImport()}
    />
    <ChangesSection
      list={recentChanges.list}
      message={recentChanges.message}
      onUndo={(row) => void changeChanges(recentChanges.undo(row))}
      onExport={(rows) => downloadFile('deal-changes.csv', 'text/csv', toChangesCsv(rows))}
      onClear={() => void changeChanges(recentChanges.clear())}
    />
    <DiagnosticsSection
      lines={diagnostics.lines}
      message={diagnostics.message}
      onOpen={() => void diagnostics.read()}
      onCopy={() => void diagnostics.copy()}
    />
    <RemovalSection
      removal={removal.removal}
      onAsk={() => void removal.confirm()}
      onCancel={removal.cancel}
      onRemove={() => void removal.remove()}
    />
  </>,
);

void connections.read();
void preferences.read();
void preferences.watchSync();
void quickActions.read();
void commandKeys.read();
// The user changes keys in another tab.
window.addEventListener('focus', () => void commandKeys.read());
void sites.watch();
void recentChanges.read();
void damage.look();

// Another page, another device or an administrator may change the settings.
function rereadSettings(): void {
  void preferences.read();
  void quickActions.reread();
}
watchSettings(rereadSettings);
watchPresets(rereadSettings);
