import { browser } from 'wxt/browser';
import { type Intent, intent } from '../../lib/storage/items.ts';
import { text } from '../../lib/text.ts';
import { showOutcome } from './badge.ts';

/** How long an intent waits for the popup that carries it out. */
const intentLifetimeMs = 60_000;

/** A tab that has an id: the browser's own windows do not. */
export type OpenTab = { id: number; windowId: number };

/** Opens the popup on a tab, for something that was asked for outside of it. */
export async function openEditorOn(tab: OpenTab, asked: Omit<Intent, 'expiresAt'>): Promise<void> {
  await intent(tab.id).write({ ...asked, expiresAt: Date.now() + intentLifetimeMs });
  try {
    await browser.action.openPopup({ windowId: tab.windowId });
  } catch {
    // A window that is not in front shows no popup; the toolbar button then does what was asked.
    await showOutcome(tab.id, `${text('product')} · ${text('pressToGoOn')}`, 'problem');
  }
}
