import { browser } from 'wxt/browser';
import { mountEditor } from '../../components/mount-editor.tsx';
import { openSurface } from '../../components/surface.tsx';
import { doorActions } from '../../lib/editor/door-actions.ts';
import { createEditor } from '../../lib/editor/editor.ts';
import { followAddress } from '../../lib/editor/follow-address.ts';
import { wakeOutboxWhenOnline } from '../../lib/editor/wake-outbox.ts';
import { ask } from '../../lib/messaging/ask.ts';
import { intent } from '../../lib/storage/items.ts';
import { locate } from '../../lib/storage/stored.ts';

const surface = openSurface('panel');
document.documentElement.lang = browser.i18n.getUILanguage();

/** Shows the deal of whatever tab is active in this window, and moves on with it unless a deal is pinned. */
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
  // What a menu click asks for while the panel is open already.
  browser.storage.session.onChanged.addListener((changes) => {
    if (changes[locate(intent(tabId).key).name]?.newValue) void editor.open();
  });
  wakeOutboxWhenOnline();
  mountEditor(surface, editor, { ...doorActions(editor), pin: editor.pin });
  await editor.open();
}

void start();
