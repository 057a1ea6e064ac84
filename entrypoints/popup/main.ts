import { browser } from 'wxt/browser';
import { mountEditor } from '../../components/mount-editor.tsx';
import { doorActions } from '../../lib/editor/door-actions.ts';
import { createEditor } from '../../lib/editor/editor.ts';
import { followAddress } from '../../lib/editor/follow-address.ts';
import { wakeOutboxWhenOnline } from '../../lib/editor/wake-outbox.ts';
import { refreshChip } from '../../lib/in-page/refresh-chips.ts';
import { ask } from '../../lib/messaging/ask.ts';
import { offerSite } from '../../lib/sites/site-offer.ts';

document.documentElement.lang = browser.i18n.getUILanguage();

const tabInAddress = new URLSearchParams(location.search).get('tabId');

/** The tab that is edited: the one in the address where the popup stands in a tab itself, else the active one. */
async function tabOfInterest(): Promise<number> {
  if (tabInAddress !== null) return Number(tabInAddress);
  const [active] = await browser.tabs.query({ active: true, currentWindow: true });
  return active?.id ?? browser.tabs.TAB_ID_NONE;
}

async function start(): Promise<void> {
  const tabId = await tabOfInterest();
  refreshChip(tabId);
  const editor = createEditor(tabId, ask);
  followAddress(editor, () => tabId);
  wakeOutboxWhenOnline();
  const site = offerSite(tabId);
  mountEditor(editor, { ...doorActions(editor), site, keepOpen: () => void keepOpen(tabId) });
  await editor.open();
}

// The browser opens a side panel only within the click itself, so nothing may be awaited before.
async function keepOpen(tabId: number): Promise<void> {
  await browser.sidePanel.open({ tabId });
  if (tabInAddress === null) window.close();
}

void start();
