import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { keepFault } from '../../lib/faults/keep-fault.ts';
import { watchFaults } from '../../lib/faults/watch-faults.ts';
import { receive } from '../../lib/messaging/receive.ts';
import { success } from '../../lib/model/result.ts';
import { readPreferences, watchPresets } from '../../lib/settings/presets.ts';
import { quickActions } from '../../lib/storage/items.ts';
import { makeRoom } from '../../lib/storage/make-room.ts';
import { migrate } from '../../lib/storage/migrate.ts';
import { sealing } from '../../lib/storage/sealing.ts';
import { beforeStoreIsUsed, onStoreFull, sealWith } from '../../lib/storage/stored.ts';
import { issueCardToken, redeemCardToken } from './browser/card-tokens.ts';
import { handlePageReport, hideChip, showChip } from './browser/chip.ts';
import { lockWithComputer } from './browser/lock-with-computer.ts';
import { ensureMenu } from './browser/menu.ts';
import { onMenuClick, openMyDeals } from './browser/menu-click.ts';
import { enterDeal, suggestDeals } from './browser/omnibox.ts';
import { openForPage, openOfferedIntent, toOpenTab } from './browser/open-editor.ts';
import { runQuickActionInSlot } from './browser/run-quick-action.ts';
import { inspectPage } from './browser/scan-tab.ts';
import { showLock } from './browser/show-lock.ts';
import { countVisit } from './browser/site-visits.ts';
import { registerSites, startOnSites, stopOnSites } from './browser/sites.ts';
import { closeStorageToContentScripts } from './browser/storage-access.ts';
import { showStorageProblem } from './browser/storage-problem.ts';
import { applyToolbar } from './browser/toolbar.ts';
import { undoLastChange } from './browser/undo-last-change.ts';
import { readAccess } from './close/access.ts';
import { readCatalog } from './close/catalog.ts';
import { connect, disconnect, listConnections, makeDefault, removeAll } from './close/connect.ts';
import { forgetRemovedSecrets, moveSecrets } from './close/credentials.ts';
import { listContacts, listUsers } from './close/people.ts';
import { unlockVault } from './close/unlock-vault.ts';
import { clockAlarm, lock, lockAlarm, readSecretHandoff } from './close/vault.ts';
import { putOff } from './deals/advice.ts';
import { attentionAlarm, keepAttentionDays, showAttentionCount } from './deals/attention-count.ts';
import { readFieldsChanges, readStatusChanges } from './deals/deal-history.ts';
import { dropDraft, keepDraft } from './deals/draft-requests.ts';
import { endTip } from './deals/experience.ts';
import { cancelSearch, findDeals } from './deals/find-deals.ts';
import { findKnownDeals } from './deals/known-deals.ts';
import { openDeal, openEditor, openLead } from './deals/open-deal.ts';
import { readOpenDeals, readTableSettings, snoozeDeal, writeTableSettings } from './deals/open-deals.ts';
import { findDealsOfPeople } from './deals/page-people.ts';
import { clearChanges, listChanges } from './deals/recent-changes.ts';
import { readTableDeal, readTableLead, readTableOrganization } from './deals/table-deals.ts';
import { readLines, writeLine } from './deals/typed-lines.ts';
import { drain, outboxAlarm } from './outbox/drain.ts';
import { cancel, follow, resolve, save, unblock, undo, undoChange } from './outbox/outbox.ts';
import { findDamage, forgetDamage } from './outbox/store.ts';
import { problemOf } from './problem-of.ts';
import { applyPresets, changePreferences, changeSettings } from './settings/settings.ts';
import { keepSettingsSynced } from './settings/sync-settings.ts';

export default defineBackground({
  main() {
    // Registers every listener synchronously, or the event that woke the worker would be lost.
    watchFaults('background', (fault) => void keepFault(fault));
    // The browser would keep the address of each request to Close, with its IDs, as long as the worker lives.
    performance.setResourceTimingBufferSize(0);
    void closeStorageToContentScripts();
    beforeStoreIsUsed(migrate);
    onStoreFull(makeRoom);
    sealWith(sealing);
    receive(
      {
        'page.report': handlePageReport,
        'toast.pressed': (_input, sender) => openOfferedIntent(sender),
        'reference.open': openForPage,
        'chip.hide': hideChip,
        'chip.show': showChip,
        'card.request': issueCardToken,
        'card.redeem': redeemCardToken,
        'editor.open': openEditor,
        'page.inspect': inspectPage,
        'deal.open': openDeal,
        'lead.open': openLead,
        'table.deal': readTableDeal,
        'table.lead': readTableLead,
        'table.organization': readTableOrganization,
        'table.open': readOpenDeals,
        'table.settings': readTableSettings,
        'table.set-up': writeTableSettings,
        'deal.snooze': snoozeDeal,
        'table.seen': keepAttentionDays,
        'deals.known': findKnownDeals,
        'deals.find': findDeals,
        'people.always': () => changePreferences({ looksUpPeople: 'always' }),
        'people.find': findDealsOfPeople,
        'search.cancel': cancelSearch,
        'users.list': listUsers,
        'contacts.list': listContacts,
        'advice.put-off': putOff,
        'history.read': readStatusChanges,
        'history.fields': readFieldsChanges,
        'deal.save': ({ openedFor, ...request }) => {
          const lead = openedFor?.reference.kind === 'lead' && { leadId: openedFor.reference.id };
          return save({ ...request, ...lead }, openedFor);
        },
        'operation.follow': async ({ id }) => success(await follow(id)),
        'outbox.drain': async () => {
          await drain({ isBack: true });
          return success(null);
        },
        'operation.cancel': cancel,
        'operation.resolve': resolve,
        'change.undo': undo,
        'table.undo': undoChange,
        'changes.list': listChanges,
        'changes.clear': clearChanges,
        'damage.read': async () => success(await findDamage()),
        'damage.dismiss': async () => {
          await forgetDamage();
          return success(null);
        },
        'fault.keep': async ({ fault }) => {
          await keepFault(fault);
          return success(null);
        },
        'pins.write': ({ pins: chosen }) => changeSettings(({ pins }) => ({ pins: { ...pins, ...chosen } })),
        'catalog.read': async ({ organizationId }) =>
          success(await readCatalog(await readAccess(organizationId))),
        'single-keys.read': async () => success((await readPreferences()).usesSingleKeys),
        'preferences.read': async () => success(await readPreferences()),
        'preferences.write': changePreferences,
        'quick-actions.read': async () => success(await quickActions.read()),
        'quick-actions.write': (chosen) => changeSettings(() => ({ quickActions: chosen })),
        'settings.write': (settings) => changeSettings(() => settings),
        'draft.write': keepDraft,
        'draft.remove': dropDraft,
        'site.visit': countVisit,
        'tip.end': endTip,
        'lines.read': readLines,
        'lines.write': writeLine,
        'connection.list': listConnections,
        'secrets.move': moveSecrets,
        'vault.unlock': unlockVault,
        'vault.lock': async () => {
          await lock(true);
          return success(null);
        },
        'connection.connect': connect,
        'connection.default': makeDefault,
        'connection.remove': disconnect,
        'everything.remove': removeAll,
      },
      problemOf,
    );
    browser.contextMenus.onClicked.addListener((click, tab) => void onMenuClick(click, tab));
    browser.commands.onCommand.addListener((command, pressedIn) => {
      const tab = toOpenTab(pressedIn);
      if (command === 'my-open-deals') void openMyDeals();
      else if (tab && command === 'undo-last-change') void undoLastChange(tab);
      else if (tab) void runQuickActionInSlot(command, tab);
    });
    browser.omnibox.onInputChanged.addListener((typed, suggest) => void suggestDeals(typed, suggest));
    browser.omnibox.onInputEntered.addListener((typed) => void enterDeal(typed));
    browser.alarms.onAlarm.addListener(({ name }) => {
      if (name === outboxAlarm) void drain();
      if (name === attentionAlarm) void showAttentionCount();
      if (name === lockAlarm || name === clockAlarm) void lock();
    });
    lockWithComputer();
    showLock();
    keepSettingsSynced();
    watchPresets(() => void applyPresets());
    browser.runtime.onInstalled.addListener(({ reason }) => {
      if (reason === 'install') void browser.runtime.openOptionsPage();
    });
    browser.permissions.onAdded.addListener((added) => {
      void startOnSites(added);
      lockWithComputer();
      // Requests to Close may be allowed again.
      void unblock();
    });
    browser.permissions.onRemoved.addListener(() => void stopOnSites());
    // Wakes the worker when the browser starts, so that the lines below run.
    browser.runtime.onStartup.addListener(() => {});
    void forgetRemovedSecrets();
    void showStorageProblem();
    void ensureMenu();
    void applyToolbar();
    void showAttentionCount().catch(() => {});
    void registerSites();
    void drain();
    // Removes an expired handoff that a closed page has left.
    void readSecretHandoff().catch(() => {});
  },
});
