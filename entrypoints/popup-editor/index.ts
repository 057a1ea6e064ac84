import { browser } from 'wxt/browser';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { mountEditor } from '../../components/mount-editor.tsx';
import { openSurface } from '../../components/surface.tsx';
import { doorActions } from '../../lib/editor/door-actions.ts';
import { createEditor } from '../../lib/editor/editor.ts';
import { followAddress } from '../../lib/editor/follow-address.ts';
import { givenTabId, readingOfStart } from '../../lib/editor/popup-start.ts';
import { rememberShown } from '../../lib/editor/remember-shown.ts';
import { wakeOutboxWhenOnline } from '../../lib/editor/wake-outbox.ts';
import { refreshChip } from '../../lib/in-page/refresh-chips.ts';
import { ask } from '../../lib/messaging/ask.ts';
import { offerSite } from '../../lib/sites/site-offer.ts';
import { openMemory } from '../../lib/storage/remembered-deals.ts';

/** The editor in the popup. One classic file, built by itself: the browser has it running sooner than modules. */
export default defineUnlistedScript(async () => {
  const surface = openSurface('popup');
  document.documentElement.lang = browser.i18n.getUILanguage();
  const reading = await readingOfStart();
  const { tabId } = reading.tab;
  const memory = openMemory(reading);
  const editor = createEditor(tabId, ask);
  followAddress(editor, () => tabId);
  wakeOutboxWhenOnline();
  const site = offerSite(tabId);
  const opened = editor.open(memory.remembered);
  mountEditor(surface, editor, { ...doorActions(editor), site, keepOpen: () => void keepOpen(tabId) });
  refreshChip(tabId);
  rememberShown(editor, memory);
  await opened;
});

// The browser opens a side panel only within the click itself, so nothing may be awaited before.
async function keepOpen(tabId: number): Promise<void> {
  await browser.sidePanel.open({ tabId });
  if (givenTabId() === null) window.close();
}
