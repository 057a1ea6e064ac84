import { browser } from 'wxt/browser';
import { mountEditor } from '../../components/mount-editor.tsx';
import { doorActions } from '../../lib/editor/door-actions.ts';
import { createEditor } from '../../lib/editor/editor.ts';
import { followAddress } from '../../lib/editor/follow-address.ts';
import { wakeOutboxWhenOnline } from '../../lib/editor/wake-outbox.ts';
import { ask } from '../../lib/messaging/ask.ts';

document.documentElement.lang = browser.i18n.getUILanguage();

/** Shows the deal of whatever tab is active in this window, and moves on with it. */
async function start(): Promise<void> {
  const [active] = await browser.tabs.query({ active: true, currentWindow: true });
  const windowId = active?.windowId;
  let tabId = active?.id ?? browser.tabs.TAB_ID_NONE;
  const editor = createEditor(tabId, ask);
  followAddress(editor, () => tabId);
  browser.tabs.onActivated.addListener((activated) => {
    if (activated.windowId !== windowId) return;
    tabId = activated.tabId;
    void editor.follow(tabId);
  });
  wakeOutboxWhenOnline();
  mountEditor(editor, doorActions(editor));
  await editor.open();
}

void start();
