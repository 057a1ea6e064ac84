import { browser } from 'wxt/browser';
import { mountEditor } from '../../components/editor/mount-editor.tsx';
import { openSurface } from '../../components/ui/surface.tsx';
import { createEditor } from '../../lib/editor/editor.ts';
import { ask } from '../../lib/messaging/ask.ts';
import { intent } from '../../lib/storage/items.ts';
import { locate } from '../../lib/storage/stored.ts';
import { followTab } from '../../lib/surface/follow-tab.ts';
import { doorActions } from '../../lib/surface/surface-actions.ts';
import { wakeOutboxWhenOnline } from '../../lib/surface/wake-outbox.ts';
import { text } from '../../lib/wording/text.ts';

const surface = openSurface('panel');
document.documentElement.lang = text('language');

/** Shows the deal of the window's active tab and follows the active tab unless a deal is pinned. */
async function start(): Promise<void> {
  const [active] = await browser.tabs.query({ active: true, currentWindow: true });
  const windowId = active?.windowId;
  let tabId = active?.id ?? browser.tabs.TAB_ID_NONE;
  const editor = createEditor(tabId, ask);
  followTab(editor, () => tabId);
  browser.tabs.onActivated.addListener((activated) => {
    if (activated.windowId !== windowId) return;
    tabId = activated.tabId;
    void editor.follow(tabId);
  });
  // Carries out an intent stored while the panel is open, such as by a menu click.
  browser.storage.session.onChanged.addListener((changes) => {
    if (changes[locate(intent(tabId).key).name]?.newValue) void editor.open();
  });
  wakeOutboxWhenOnline();
  mountEditor(surface, editor, { ...doorActions(editor), pin: editor.pin });
  await editor.open();
}

void start();
