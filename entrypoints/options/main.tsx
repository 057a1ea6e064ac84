import { signal } from '@preact/signals';
import { browser } from 'wxt/browser';
import '../../components/editor/editor.css';
import '../../components/options/options.css';
import { DamageNotice } from '../../components/options/DamageNotice.tsx';
import { IntegrationLinkGuide } from '../../components/options/IntegrationLinkGuide.tsx';
import { OptionsLayout, type OptionsPart } from '../../components/options/OptionsLayout.tsx';
import { SitesSection } from '../../components/options/SitesSection.tsx';
import { openSurface } from '../../components/ui/surface.tsx';
import { watchPresets } from '../../lib/settings/presets.ts';
import { watchSettings } from '../../lib/settings/settings.ts';
import { wakeOutboxWhenOnline } from '../../lib/surface/wake-outbox.ts';
import { text } from '../../lib/wording/text.ts';
import { Account, FirstRunPage } from './account.tsx';
import { openSample } from './browser-access.ts';
import { Editing } from './editing.tsx';
import { HistoryAndData } from './history-and-data.tsx';
import {
  commandKeys,
  connections,
  damage,
  keyStorage,
  preferences,
  quickActions,
  recentChanges,
  removal,
  saved,
  sites,
} from './models.ts';
import { QuickActions } from './quick-actions.tsx';

/** Whether the options are shown although nothing is connected. */
const showsOptions = signal(location.hash.length > 1);

const parts: OptionsPart[] = [
  { id: 'account', name: 'account', purpose: 'accountHint', content: <Account /> },
  { id: 'editing', name: 'editing', purpose: 'editingHint', content: <Editing /> },
  {
    id: 'quick-actions',
    name: 'quickActions',
    purpose: 'quickActionsHint',
    content: <QuickActions actions={quickActions} keys={commandKeys} />,
  },
  { id: 'sites', name: 'sites', purpose: 'sitesHint', content: <Sites /> },
  { id: 'history', name: 'historyAndData', purpose: 'historyAndDataHint', content: <HistoryAndData /> },
];

function Sites() {
  return (
    <>
      <SitesSection
        sites={sites.sites}
        message={sites.message}
        onAdd={(address) => void sites.add(address)}
        onAllow={(site) => void sites.allow(site)}
        onRemove={(site) => void sites.remove(site)}
        onShowChip={(origin) => void sites.showChip(origin)}
        onChipEverywhere={(isShown) => void sites.showChipEverywhere(isShown)}
      />
      <IntegrationLinkGuide />
    </>
  );
}

function Options() {
  const isLoaded = connections.connecting.value.connections !== null;
  if (!isLoaded) return null;
  const isFirstRun = !connections.isConnected.value && !showsOptions.value;
  return (
    <>
      <DamageNotice report={damage} />
      {isFirstRun ? (
        <>
          {removal.removal.value.state === 'removed' && (
            <p role="status" class="removed">
              {text('everythingRemoved')}
            </p>
          )}
          <FirstRunPage
            onShowOptions={() => {
              showsOptions.value = true;
            }}
          />
        </>
      ) : (
        <OptionsLayout
          parts={parts}
          isManaged={preferences.locked.value.length > 0 || quickActions.preset.value.length > 0}
          isSaved={saved.isShown}
          onTrySample={openSample}
          version={browser.runtime.getManifest().version}
        />
      )}
    </>
  );
}

/** Shows the part that the address names once the parts above it have their height. */
async function showNamedPart(reading: Promise<unknown>[]): Promise<void> {
  await Promise.allSettled(reading);
  if (location.hash.length > 1) document.getElementById(location.hash.slice(1))?.scrollIntoView();
}

wakeOutboxWhenOnline();
document.documentElement.lang = text('language');
document.title = `${text('options')} · ${text('product')}`;
openSurface('options').show(<Options />);

void showNamedPart([
  connections.read(),
  preferences.read(),
  preferences.watchSync(),
  quickActions.read(),
  commandKeys.read(),
  keyStorage.readComputerLock(),
  sites.watch(),
  recentChanges.read(),
  damage.look(),
]);
// The user changes keys in another tab.
window.addEventListener('focus', () => void commandKeys.read());

// The popup unlocks the keys, and the idle time locks them.
browser.storage.session.onChanged.addListener(({ 'open-vault': vault }) => {
  if (vault && Boolean(vault.oldValue) !== Boolean(vault.newValue)) {
    void connections.read();
    void recentChanges.read();
  }
});

// Another page, another device or an administrator may change the settings.
function rereadSettings(): void {
  void preferences.read();
  void quickActions.reread();
}
watchSettings(rereadSettings);
watchPresets(rereadSettings);
