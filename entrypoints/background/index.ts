import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { onCall } from '../../lib/close-api/request.ts';
import { receive } from '../../lib/messaging/receive.ts';
import { failure, success } from '../../lib/result.ts';
import { connections, draft, pins, preferences } from '../../lib/storage/items.ts';
import { makeRoom } from '../../lib/storage/make-room.ts';
import { migrate } from '../../lib/storage/migrate.ts';
import { beforeStoreIsUsed, onStorageRefused } from '../../lib/storage/stored.ts';
import { attempt, problemOf } from './attempt.ts';
import { issueCardToken, redeemCardToken } from './card-tokens.ts';
import { clearChanges, listChanges } from './changes.ts';
import { hearReport, hideChip } from './chip.ts';
import { connect, disconnect } from './connect.ts';
import { findDeals, openDeal, openLead } from './deals.ts';
import { drain, outboxAlarm } from './drain.ts';
import { ensureMenu } from './menu.ts';
import { onMenuClick, undoAndTell } from './menu-click.ts';
import { noteCall } from './note-call.ts';
import { enterDeal, suggestDeals } from './omnibox.ts';
import { openForPage } from './open-editor.ts';
import { cancel, follow, resolve, save, undo } from './outbox.ts';
import { findDamage, forgetDamage } from './outbox-store.ts';
import { isStillOpenedFor, openEditor } from './pages.ts';
import { listContacts, listUsers } from './people.ts';
import { changePreferences } from './preferences.ts';
import { leaveSites, registerSites, startOnSites } from './sites.ts';
import { closeStorageToContentScripts } from './walls.ts';

export default defineBackground({
  type: 'module',
  main() {
    // Listeners are registered at once, or the event that woke the worker would be lost; none of them holds logic.
    void closeStorageToContentScripts();
    beforeStoreIsUsed(migrate);
    onStorageRefused(makeRoom);
    onCall(noteCall);
    receive(
      {
        'page.report': hearReport,
        'reference.open': openForPage,
        'chip.hide': hideChip,
        'card.request': (_input, sender) => issueCardToken(sender),
        'card.redeem': redeemCardToken,
        'editor.open': openEditor,
        'deal.open': openDeal,
        'lead.open': openLead,
        'deals.find': findDeals,
        'users.list': listUsers,
        'contacts.list': listContacts,
        'deal.save': async ({ openedFor, ...request }) => {
          if (openedFor && !(await isStillOpenedFor(openedFor))) return failure({ kind: 'moved-on' });
          const lead = openedFor?.reference.kind === 'lead' && { leadId: openedFor.reference.id };
          return save({ ...request, ...lead });
        },
        'operation.follow': ({ id }) => attempt(async () => success(await follow(id))),
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
        'pins.write': async ({ pins: chosen }) => {
          await pins.write(chosen);
          return success(null);
        },
        'preferences.read': async () => success(await preferences.read()),
        'preferences.write': changePreferences,
        'draft.write': (entered) =>
          attempt(async () => {
            await draft(entered.opportunityId).write(entered);
            return success(null);
          }),
        'draft.remove': async ({ opportunityId }) => {
          await draft(opportunityId).remove();
          return success(null);
        },
        'connection.list': async () => success(await connections.read()),
        'connection.connect': connect,
        'connection.remove': ({ organizationId }) => disconnect(organizationId),
      },
      problemOf,
    );
    browser.contextMenus.onClicked.addListener((click, tab) => void onMenuClick(click, tab));
    browser.commands.onCommand.addListener((command, tab) => {
      if (command === 'undo-last-change' && tab?.id !== undefined) void undoAndTell(tab.id);
    });
    browser.omnibox.onInputChanged.addListener((typed, suggest) => void suggestDeals(typed, suggest));
    browser.omnibox.onInputEntered.addListener((typed) => void enterDeal(typed));
    browser.alarms.onAlarm.addListener(({ name }) => {
      if (name === outboxAlarm) void drain();
    });
    browser.runtime.onInstalled.addListener(({ reason }) => {
      if (reason === 'install') void browser.runtime.openOptionsPage();
    });
    browser.permissions.onAdded.addListener((added) => void startOnSites(added));
    browser.permissions.onRemoved.addListener(() => void leaveSites());
    // Only so that the worker starts with the browser and the lines below run.
    browser.runtime.onStartup.addListener(() => {});
    void ensureMenu();
    void registerSites();
    void drain();
  },
});
