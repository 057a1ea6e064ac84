import { browser } from 'wxt/browser';
import { mountEditor } from '../../components/editor/mount-editor.tsx';
import { openSurface } from '../../components/ui/surface.tsx';
import { createEditor } from '../../lib/editor/editor.ts';
import { ask } from '../../lib/messaging/ask.ts';
import type { CardMessage } from '../../lib/messaging/page-message.ts';
import { followTab } from '../../lib/surface/follow-tab.ts';
import { doorActions } from '../../lib/surface/surface-actions.ts';
import { wakeOutboxWhenOnline } from '../../lib/surface/wake-outbox.ts';
import { text } from '../../lib/wording/text.ts';
import { ignoreInputWhileCovered } from './ignore-input-while-covered.ts';

// Light or dark like the page around the card, which may differ from the system.
const scheme = new URLSearchParams(location.search).get('scheme');
if (scheme === 'light' || scheme === 'dark') document.documentElement.style.colorScheme = scheme;
document.documentElement.lang = text('language');

let tabId = browser.tabs.TAB_ID_NONE;

// Sends messages directly to the tab's content script, so that the page around the card cannot read them.
const tell = (message: CardMessage) => void browser.tabs.sendMessage(tabId, message, { frameId: 0 });

// Asks the content script for a new card, because the token is used up and a reloaded frame would stay empty.
const surface = openSurface('card', () => tell({ card: 'reopen' }));

/** Shows the editor if the address holds a valid token; otherwise the frame shows only the product's name. */
async function start(): Promise<void> {
  const token = location.hash.slice(1);
  history.replaceState(null, '', location.pathname);
  const redeemed = await ask('card.redeem', { token });
  if (!redeemed.ok) return;
  tabId = redeemed.value.tabId;
  ignoreInputWhileCovered();
  const editor = createEditor(tabId, ask, { isOpenedByPage: true });
  followTab(editor, () => tabId);
  wakeOutboxWhenOnline();
  mountEditor(surface, editor, { ...doorActions(editor), unlockInPopup });
  // The popup has unlocked the keys.
  browser.storage.session.onChanged.addListener((changes) => {
    if (editor.screen.value.name === 'locked' && changes['open-vault']?.newValue) void editor.goOn();
  });
  document.addEventListener('keydown', (event) => {
    const isForDialog = document.querySelector('dialog[open]') !== null;
    if (event.key === 'Escape' && !event.defaultPrevented && !isForDialog) tell({ card: 'close' });
  });
  const app = document.getElementById('app');
  if (app) new ResizeObserver(() => tell({ card: 'height', pixels: app.scrollHeight })).observe(app);
  await editor.open();
}

/** Opens the popup, or the options if the toolbar button opens the side panel. */
function unlockInPopup(): void {
  browser.action.openPopup().catch(() => browser.runtime.openOptionsPage());
}

void start();
