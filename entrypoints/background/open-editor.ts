import { browser } from 'wxt/browser';
import { type Intent, intent } from '../../lib/storage/items.ts';
import { text } from '../../lib/text.ts';
import { showOutcome } from './badge.ts';
import { prefersPanel } from './toolbar.ts';

/** How long an intent waits for the popup that carries it out. */
const intentLifetimeMs = 60_000;

/** A tab that has an id: the browser's own windows do not. */
export type OpenTab = { id: number; windowId: number };

/** Opens the editor on a tab, for something that was asked for outside of it. */
export async function openEditorOn(tab: OpenTab, asked: Omit<Intent, 'expiresAt'>): Promise<void> {
  await intent(tab.id).write({ ...asked, expiresAt: Date.now() + intentLifetimeMs });
  try {
    if (await prefersPanel()) await openPanel(tab);
    else await openPopup(tab);
  } catch {
    // A window that is not in front shows no popup; the toolbar button then does what was asked.
    await showOutcome(tab.id, `${text('product')} · ${text('pressToGoOn')}`, 'problem');
  }
}

async function openPanel(tab: OpenTab): Promise<void> {
  try {
    await browser.sidePanel.open({ tabId: tab.id });
  } catch {
    // The browser opens a panel only right after a click. The popup opens always, once it is set for the tab.
    await browser.action.setPopup({ tabId: tab.id, popup: 'popup.html' });
    await openPopup(tab).finally(() => browser.action.setPopup({ tabId: tab.id, popup: '' }));
  }
}

async function openPopup({ windowId }: OpenTab): Promise<void> {
  await browser.action.openPopup({ windowId });
}
