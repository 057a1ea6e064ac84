import { computed } from '@preact/signals';
import { browser } from 'wxt/browser';
import { downloadFile } from '../../lib/base/download-file.ts';
import { redirectAddress } from '../../lib/connection/authorize.ts';
import { unlock } from '../../lib/connection/unlock.ts';
import { createDamageReport } from '../../lib/editor/damage-report.ts';
import { ask as askBackground } from '../../lib/messaging/ask.ts';
import { createCommandKeys } from '../../lib/options/command-keys.ts';
import { createConnections } from '../../lib/options/connections.ts';
import { createDiagnostics } from '../../lib/options/diagnostics.ts';
import { createKeyStorage } from '../../lib/options/key-storage.ts';
import { createPreferences } from '../../lib/options/preferences.ts';
import { createQuickActions } from '../../lib/options/quick-actions.ts';
import { createRecentChanges } from '../../lib/options/recent-changes.ts';
import { createRemoval } from '../../lib/options/removal.ts';
import { createSavedAnswer } from '../../lib/options/saved-answer.ts';
import { createSettingsTransfer } from '../../lib/options/settings-transfer.ts';
import { createSites } from '../../lib/options/sites.ts';
import { createStages } from '../../lib/options/stages.ts';
import { listAddedSites, listWithheld, removeSite } from '../../lib/sites/sites.ts';
import {
  authorize,
  computerLock,
  findLastTab,
  readBrowser,
  reloadOtherPages,
  requestPermission,
  requestSite,
  watchSites,
} from './browser-access.ts';

/** Marks the address once everything is removed, because no storage may record it. */
const removedMark = '#removed';

export const redirectUri = redirectAddress(browser.runtime.id);

export const saved = createSavedAnswer(askBackground);
const { ask } = saved;

export const damage = createDamageReport(ask);
export const connections = createConnections({
  ask,
  redirectUri,
  requestIdentity: () => requestPermission('identity'),
  authorize,
});
export const keyStorage = createKeyStorage({
  ask,
  unlock,
  readConnections: connections.read,
  computerLock,
});
export const preferences = createPreferences({
  ask,
  requestNotifications: () => requestPermission('notifications'),
});
export const quickActions = createQuickActions({
  ask,
  confidences: computed(() => preferences.preferences.value?.confidencePresets ?? []),
  download: downloadFile,
});
export const commandKeys = createCommandKeys({
  listCommands: () => browser.commands.getAll(),
  suggestedKey: (command) => browser.runtime.getManifest().commands?.[command]?.suggested_key?.default,
});
export const stages = createStages({ ask });
export const sites = createSites({
  ask,
  listAddedSites,
  listWithheld,
  watchSites,
  requestSite,
  removeSite,
});
export const settingsTransfer = createSettingsTransfer({
  ask,
  download: downloadFile,
  actions: quickActions,
});
export const recentChanges = createRecentChanges({ ask });
export const diagnostics = createDiagnostics({
  ask,
  readBrowser,
  findLastTab,
  writeClipboard: (content) => navigator.clipboard.writeText(content),
});
export const removal = createRemoval({
  ask,
  isRemoved: location.hash === removedMark,
  onRemoved() {
    reloadOtherPages();
    history.replaceState(null, '', removedMark);
    location.reload();
  },
});
if (location.hash === removedMark) history.replaceState(null, '', location.pathname);
