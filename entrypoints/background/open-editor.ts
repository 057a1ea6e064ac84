import { type Browser, browser } from 'wxt/browser';
import type { Input } from '../../lib/messaging/contract.ts';
import { type Result, success } from '../../lib/result.ts';
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

/** Opens the popup, or else the side panel, for somebody who pressed what stands in a page. */
export async function openForPage(
  { reference }: Input<'reference.open'>,
  { tab }: Browser.runtime.MessageSender,
): Promise<Result<null>> {
  const { id, windowId } = tab ?? {};
  if (id !== undefined && windowId !== undefined)
    await openEditorOn(
      { id, windowId },
      { reference: reference && { ...reference, foundIn: 'pointed-at' }, patch: null, find: '' },
    );
  return success(null);
}
