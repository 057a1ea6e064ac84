import { browser } from 'wxt/browser';
import type { ShowToast, ToastWindow } from '../../../lib/in-page/toast.ts';
import { closeOrigin } from '../../../lib/opportunity/lead-address.ts';
import { readPreferences } from '../../../lib/settings/presets.ts';
import { offeredIntent } from '../../../lib/storage/items.ts';
import { type MessageName, text } from '../../../lib/wording/text.ts';
import { showOutcome } from './badge.ts';
import { type EditorTarget, toIntent } from './open-editor.ts';
import { hasToolbar, openOutcomeWindow } from './small-window.ts';
import { addressOf } from './tab-address.ts';

/** The result of a command given outside of the editor. */
export type Notice = {
  sentence: string;
  /** The sentence for pages other than Close's, which can read it: without names and values. */
  plainSentence: string;
  tone: 'done' | 'problem';
  /** The toast's button: its name, and what the editor opens on when it is pressed. */
  offer?: { name: MessageName; target: EditorTarget } | undefined;
};

/**
 * Shows a result on the toolbar button, which no page can read or remove, and as a toast in the page, or, if none can be
 * shown there, in a small window if there is no toolbar, or as a notification if the user wants those.
 */
export async function notify(tabId: number, notice: Notice): Promise<void> {
  const { sentence, tone, offer } = notice;
  const toolbar = isWithToolbar(tabId);
  await showOutcome(tabId, `${text('product')} · ${sentence}`, tone);
  try {
    if (offer) await offeredIntent(tabId).write(toIntent(offer.target));
    if (await showInPage(tabId, notice, toolbar)) return;
  } catch {
    // No script may run in the page, or it has just been left.
  }
  if (!(await toolbar)) {
    const shown = { sentence, tone, offer: offer ? text(offer.name) : '', copied: '' };
    return openOutcomeWindow(tabId, shown);
  }
  // Without readable preferences no notification is shown.
  const preferences = await readPreferences().catch(() => undefined);
  if (preferences?.notifies) await showNotification(sentence);
}

/** Shows a result whose sentence has no names and values, so that any page may show it. */
export function notifyPlainly(tabId: number, sentence: string, tone: Notice['tone']): Promise<void> {
  return notify(tabId, { sentence, plainSentence: sentence, tone });
}

async function isWithToolbar(tabId: number): Promise<boolean> {
  const tab = await browser.tabs.get(tabId).catch(() => undefined);
  return tab === undefined || hasToolbar(tab.windowId);
}

/**
 * Shows the toast and returns true. Returns false if the page has no HTML, or if the toast could only name a toolbar button
 * and the window has none.
 */
async function showInPage(
  tabId: number,
  { sentence, plainSentence, tone, offer }: Notice,
  toolbar: Promise<boolean>,
): Promise<boolean> {
  const [frame] = await browser.scripting.executeScript({ target: { tabId }, files: ['/toast.js'] });
  if (frame?.result !== true) return false;
  // Read after the toast was prepared, and the words are for that document only: a page that has taken its place gets none.
  const isClose = (await addressOf(tabId)).startsWith(`${closeOrigin}/`);
  const isPlain = !isClose && plainSentence !== sentence;
  if (isPlain && tone === 'problem' && !(await toolbar)) return false;
  const func: ShowToast = (...words) => (globalThis as ToastWindow).quickEditToast?.show(...words);
  await browser.scripting.executeScript({
    target: { tabId, documentIds: [frame.documentId] },
    func,
    args: [isClose ? sentence : plainSentence, tone, offer ? text(offer.name) : ''],
  });
  return true;
}

// Ignores errors, because the user may have revoked the permission in the browser.
async function showNotification(message: string): Promise<void> {
  try {
    const iconUrl = browser.runtime.getURL('/icon/128.png');
    await browser.notifications.create({ type: 'basic', iconUrl, title: text('product'), message });
  } catch {}
}
