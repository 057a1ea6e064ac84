import { browser } from 'wxt/browser';
import '../../components/editor/editor.css';
import '../../components/options/options.css';
import { openSurface } from '../../components/ui/surface.tsx';
import { watchPresets } from '../../lib/settings/presets.ts';
import { watchSettings } from '../../lib/settings/settings.ts';
import { wakeOutboxWhenOnline } from '../../lib/surface/wake-outbox.ts';
import { ClosingReasonsPart } from './closing-reasons.tsx';
import { readKeys } from './command-keys.tsx';
import { ConnectionsPart, isConnected, readConnections } from './connections.tsx';
import { DamagePart, lookForDamage } from './damage.tsx';
import { DiagnosticsPart } from './diagnostics.tsx';
import { KeyStoragePart } from './key-storage.tsx';
import { PreferencesPart, readPreferences, watchSyncResult } from './preferences.tsx';
import { QuickActionsPart, readQuickActions, rereadQuickActions } from './quick-actions.tsx';
import { RecentChangesPart, readChanges } from './recent-changes.tsx';
import { RemovalPart } from './removal.tsx';
import { SectionLinksPart } from './section-links.tsx';
import { SettingsPart } from './settings.tsx';
import { readSites, SitesPart } from './sites.tsx';

const surface = openSurface('options');
document.documentElement.lang = browser.i18n.getUILanguage();

// Shows these sections only with a connection, because they list Close's statuses and fields.
function WhenConnected() {
  if (!isConnected.value) return null;
  return (
    <>
      <QuickActionsPart />
      <ClosingReasonsPart />
    </>
  );
}

wakeOutboxWhenOnline();
surface.show(
  <>
    <SectionLinksPart />
    <DamagePart />
    <ConnectionsPart
      onConnected={() => {
        void readQuickActions();
        void lookForDamage();
      }}
    />
    <KeyStoragePart />
    <PreferencesPart />
    <WhenConnected />
    <SitesPart />
    <SettingsPart />
    <RecentChangesPart />
    <DiagnosticsPart />
    <RemovalPart />
  </>,
);
void readConnections();
void readPreferences();
void readQuickActions();
void readKeys();
// The user changes keys in another tab.
window.addEventListener('focus', () => void readKeys());
void readSites();
void readChanges();
watchSyncResult();
function rereadSettings(): void {
  void readPreferences();
  void rereadQuickActions();
}
// Another page, another device or an administrator may change the settings.
watchSettings(rereadSettings);
watchPresets(rereadSettings);
