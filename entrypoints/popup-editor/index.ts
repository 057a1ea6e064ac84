import { browser } from 'wxt/browser';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { mountEditor } from '../../components/editor/mount-editor.tsx';
import { openSurface } from '../../components/ui/surface.tsx';
import { createEditor } from '../../lib/editor/editor.ts';
import { ask } from '../../lib/messaging/ask.ts';
import { givenTabId, startPopup } from '../../lib/popup-cache/popup-start.ts';
import { rememberShown } from '../../lib/popup-cache/remember-shown.ts';
import { forgetDeals, openMemory } from '../../lib/popup-cache/remembered-deals.ts';
import { offerSite } from '../../lib/sites/site-offer.ts';
import { followTab } from '../../lib/surface/follow-tab.ts';
import { doorActions } from '../../lib/surface/surface-actions.ts';
import { wakeOutboxWhenOnline } from '../../lib/surface/wake-outbox.ts';
import { text } from '../../lib/wording/text.ts';

/** Runs the popup's editor. Built as one module, because the browser starts one file sooner than several. */
export default defineUnlistedScript(async () => {
  // Forgets the remembered deals too, because one that cannot be drawn would fail again.
  const surface = openSurface('popup', () => void forgetDeals().finally(() => location.reload()));
  document.documentElement.lang = text('language');
  const { reading, begun } = await startPopup();
  const { tabId } = reading.tab;
  const memory = openMemory(reading);
  const editor = createEditor(tabId, ask);
  wakeOutboxWhenOnline();
  const site = offerSite(tabId, ask);
  const opened = editor.open(memory.remembered, { begun });
  followTab(editor, () => tabId, reading.tab.address);
  mountEditor(surface, editor, { ...doorActions(editor), site, keepOpen: () => void keepOpen(tabId) });
  rememberShown(editor, memory);
  await opened;
});

// Awaits nothing before the call, because the browser opens a side panel only within the click itself.
async function keepOpen(tabId: number): Promise<void> {
  await browser.sidePanel.open({ tabId });
  if (givenTabId() === null) window.close();
}
