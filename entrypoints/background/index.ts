import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { onCall } from '../../lib/close-api/request.ts';
import { watchFaults } from '../../lib/faults/watch-faults.ts';
import { receive } from '../../lib/messaging/receive.ts';
import { success } from '../../lib/result.ts';
import { quickActions } from '../../lib/storage/items.ts';
import { makeRoom } from '../../lib/storage/make-room.ts';
import { migrate } from '../../lib/storage/migrate.ts';
import { readPreferences } from '../../lib/storage/presets.ts';
import { beforeStoreIsUsed, onStoreFull } from '../../lib/storage/stored.ts';
import { actBySlot } from './act.ts';
import { problemOf } from './attempt.ts';
import { readAccess } from './authorization.ts';
import { issueCardToken, redeemCardToken } from './card-tokens.ts';
import { keepCarrying } from './carry-settings.ts';
import { readCatalog } from './catalog.ts';
import { clearChanges, listChanges } from './changes.ts';
import { hearReport, hideChip } from './chip.ts';
import { connect, disconnect, listConnections, makeDefault, removeAll } from './connect.ts';
import { findDeals, openDeal, openLead } from './deals.ts';
import { dropDraft, keepDraft } from './drafts.ts';
import { drain, outboxAlarm } from './drain.ts';
import { takeIntent } from './intents.ts';
import { undoLastChange } from './last-change.ts';
import { ensureMenu } from './menu.ts';
import { onMenuClick } from './menu-click.ts';
import { noteCall } from './note-call.ts';
import { enterDeal, suggestDeals } from './omnibox.ts';
import { openForPage, openOffered, toOpenTab } from './open-editor.ts';
import { cancel, follow, resolve, save, unblock, undo } from './outbox.ts';
import { findDamage, forgetDamage } from './outbox-store.ts';
import { inspectPage, openEditor, readWholePage } from './pages.ts';
import { listContacts, listUsers } from './people.ts';
import { forgetRemovedSecrets, moveSecrets } from './secrets.ts';
import { applyPresets, changePreferences, changeSettings } from './settings.ts';
import { leaveSites, registerSites, startOnSites } from './sites.ts';
import { showStorageProblem } from './storage-problem.ts';
import { readTableDeal, readTableLead, readTableOrganization } from './table-deals.ts';
import { showTicks } from './ticks.ts';
import { applyToolbar } from './toolbar.ts';
import { lock, lockAlarm, readHandedOver, unlock } from './vault.ts';
import { closeStorageToContentScripts } from './walls.ts';

export default defineBackground({
  main() {
    // Listeners are registered at once, or the event that woke the worker would be lost; none of them holds logic.
    watchFaults('background');
    void closeStorageToContentScripts();
    beforeStoreIsUsed(migrate);
    onStoreFull(makeRoom);
    onCall(noteCall);
    receive(
      {
        'page.report': async (input, sender) => {
          const answer = await hearReport(input, sender);
          await showTicks();
          return answer;
        },
        'note.pressed': (_input, sender) => openOffered(sender),
        'reference.open': openForPage,
        'chip.hide': hideChip,
        'card.request': (_input, sender) => issueCardToken(sender),
        'card.redeem': redeemCardToken,
        'editor.open': openEditor,
        'intent.take': takeIntent,
        'page.inspect': inspectPage,
        'page.read': async ({ tabId }) => success(await readWholePage(tabId)),
        'deal.open': openDeal,
        'lead.open': openLead,
        'table.deal': readTableDeal,
        'table.lead': readTableLead,
        'table.organization': readTableOrganization,
        'deals.find': findDeals,
        'users.list': listUsers,
        'contacts.list': listContacts,
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
        'changes.list': listChanges,
        'changes.clear': clearChanges,
        'damage.read': async () => success(await findDamage()),
        'damage.dismiss': async () => {
          await forgetDamage();
          return success(null);
        },
        'pins.write': ({ pins: chosen }) => changeSettings(({ pins }) => ({ pins: { ...pins, ...chosen } })),
        'catalog.read': async ({ organizationId }) =>
          success(await readCatalog(await readAccess(organizationId))),
        'preferences.read': async () => success(await readPreferences()),
        'preferences.write': changePreferences,
        'quick-actions.read': async () => success(await quickActions.read()),
        'quick-actions.write': (chosen) => changeSettings(() => ({ quickActions: chosen })),
        'settings.write': (wished) => changeSettings(() => wished),
        'draft.write': keepDraft,
        'draft.remove': dropDraft,
        'connection.list': listConnections,
        'secrets.move': moveSecrets,
        'vault.unlock': async (input) => {
          const opened = await unlock(input);
          if (opened.ok) void unblock();
          return opened;
        },
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
      if (tab && command === 'undo-last-change') void undoLastChange(tab);
      else if (tab) void actBySlot(command, tab);
    });
    browser.tabs.onActivated.addListener(() => void showTicks());
    browser.windows.onFocusChanged.addListener(() => void showTicks());
    browser.omnibox.onInputChanged.addListener((typed, suggest) => void suggestDeals(typed, suggest));
    browser.omnibox.onInputEntered.addListener((typed) => void enterDeal(typed));
    browser.alarms.onAlarm.addListener(({ name }) => {
      if (name === outboxAlarm) void drain();
      if (name === lockAlarm) void lock();
    });
    keepCarrying();
    browser.storage.managed.onChanged.addListener(() => void applyPresets());
    browser.runtime.onInstalled.addListener(({ reason }) => {
      if (reason === 'install') void browser.runtime.openOptionsPage();
    });
    browser.permissions.onAdded.addListener((added) => void startOnSites(added));
    browser.permissions.onRemoved.addListener(() => void leaveSites());
    // Only so that the worker starts with the browser and the lines below run.
    browser.runtime.onStartup.addListener(() => {});
    void forgetRemovedSecrets();
    void showStorageProblem();
    void ensureMenu();
    void applyToolbar();
    void registerSites();
    void drain();
    // Removes what a page that was closed has left there.
    void readHandedOver().catch(() => {});
  },
});
