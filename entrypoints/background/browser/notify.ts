import { browser } from 'wxt/browser';
import type { ToastWindow } from '../../../lib/in-page/toast.ts';
import { readPreferences } from '../../../lib/settings/presets.ts';
import { offeredIntent } from '../../../lib/storage/items.ts';
import { type MessageName, text } from '../../../lib/wording/text.ts';
import { showOutcome } from './badge.ts';
import { type EditorTarget, toIntent } from './open-editor.ts';

/** Describes a toast's button: its name, and what the editor opens on when it is pressed. */
type Offer = { name: MessageName; target: EditorTarget };

/**
 * Shows the result of a command given outside of the editor: as a toast in the page, or, if no script may run there, on
 * the toolbar button and as a notification if the user wants those.
 */
export async function notify(
  tabId: number,
  sentence: string,
  tone: 'done' | 'problem',
  offer?: Offer,
): Promise<void> {
  const title = `${text('product')} · ${sentence}`;
  if (tone === 'problem') await showOutcome(tabId, title, tone);
  try {
    if (offer) await offeredIntent(tabId).write(toIntent(offer.target));
    await showInPage(tabId, sentence, tone, offer ? text(offer.name) : '');
  } catch {
    await showOutcome(tabId, title, tone);
    // Without readable preferences no notification is shown.
    const preferences = await readPreferences().catch(() => undefined);
    if (preferences?.notifies) await showNotification(sentence);
  }
}

async function showInPage(
  tabId: number,
  ...words: Parameters<ToastWindow['showQuickEditToast']>
): Promise<void> {
  const target = { tabId };
  await browser.scripting.executeScript({ target, files: ['/toast.js'] });
  const func: ToastWindow['showQuickEditToast'] = (...words) =>
    (globalThis as unknown as ToastWindow).showQuickEditToast(...words);
  await browser.scripting.executeScript({ target, func, args: words });
}

// Ignores errors, because the user may have revoked the permission in the browser.
async function showNotification(message: string): Promise<void> {
  try {
    const iconUrl = browser.runtime.getURL('/icon/128.png');
    await browser.notifications.create({ type: 'basic', iconUrl, title: text('product'), message });
  } catch {}
}
