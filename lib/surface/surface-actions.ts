import { browser } from 'wxt/browser';
import type { Editor } from '../editor/editor.ts';
import { closeApi } from '../sites/host-patterns.ts';
import { text } from '../wording/text.ts';
import { bulkEditAddress, openDealsAddress } from './bulk-edit-address.ts';

/** What every door to the editor (popup, side panel, card) does alike when the editor asks for it. */
export function doorActions(editor: Editor) {
  return {
    openTab: (address: string) => void browser.tabs.create({ url: address }),
    openRecentChanges: () => openOptionsAt('history'),
    newQuickAction: () => openOptionsAt('quick-actions'),
    openOptions: () => void browser.runtime.openOptionsPage(),
    editSeveral: (ids: readonly string[]) =>
      void bulkEditAddress(ids).then((url) => browser.tabs.create({ url })),
    openMyDeals: () => void browser.tabs.create({ url: openDealsAddress() }),
    async unlock(passphrase: string) {
      const { unlock } = await import('../connection/unlock.ts');
      const sentence = await unlock(passphrase);
      if (sentence === '') void editor.goOn();
      return sentence;
    },
    allowAccess: () => browser.permissions.request({ origins: [closeApi] }).catch(() => false),
    async listCommandKeys() {
      const commands = await browser.commands.getAll();
      return commands.map(({ name, description, shortcut }) => ({
        // The browser names the command that opens the popup itself, in its own language.
        name: name === '_execute_action' ? text('commandOpen') : (description ?? ''),
        shortcut: shortcut ?? '',
      }));
    },
    askPassphrase: () => editor.askPassphrase(),
    reopen: () => void editor.open(),
    refresh: () => void editor.refresh(),
    reload: () => location.reload(),
    updateExtension: () => void updateExtension(),
    openBrowserUpdate: () => void browser.tabs.create({ url: 'chrome://settings/help' }),
  };
}

function openOptionsAt(part: string): void {
  void browser.tabs.create({ url: `${browser.runtime.getURL('/options.html')}#${part}` });
}

async function updateExtension(): Promise<void> {
  const { runtime, tabs } = browser;
  runtime.onUpdateAvailable.addListener(() => runtime.reload());
  const answer = await runtime.requestUpdateCheck().catch(() => null);
  // Chrome lists the extension there, with the reason why it is not updated.
  if (answer?.status !== 'update_available')
    await tabs.create({ url: `chrome://extensions/?id=${runtime.id}` });
}
