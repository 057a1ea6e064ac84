import { type Browser, browser } from 'wxt/browser';
import type { Input } from '../../../lib/messaging/contract.ts';
import type { Intent } from '../../../lib/model/intent.ts';
import type { Reference } from '../../../lib/model/reference.ts';
import { type Result, success } from '../../../lib/model/result.ts';
import { intent, offeredIntent } from '../../../lib/storage/items.ts';
import { text } from '../../../lib/wording/text.ts';
import { showOutcome } from './badge.ts';
import { hasToolbar, openEditorWindow } from './small-window.ts';
import { prefersPanel } from './toolbar.ts';

type Sender = Browser.runtime.MessageSender;

/** Limits how long an intent waits for the editor that carries it out. */
const intentLifetimeMs = 60_000;

/** Identifies a tab; those of the browser's own windows have no id. */
export type OpenTab = { id: number; windowId: number };

/** Returns a tab's ids, or undefined if it has none. */
export function toOpenTab(tab: Browser.tabs.Tab | undefined): OpenTab | undefined {
  return tab?.id === undefined ? undefined : { id: tab.id, windowId: tab.windowId };
}

/** Describes what the editor opens on: the deal, and optionally an action, a change or a search. */
export type EditorTarget = Pick<Intent, 'reference'> & Partial<Omit<Intent, 'expiresAt'>>;

/** Opens the editor on a tab, in a window of its own if the tab's has no toolbar, and stores what it is to show or do. */
export async function openEditorOn(tab: OpenTab, target: EditorTarget): Promise<void> {
  await intent(tab.id).write(toIntent(target));
  if (!(await hasToolbar(tab.windowId))) return openEditorWindow(tab.id);
  try {
    // If the storage fails, the popup opens and reports it.
    if (await prefersPanel().catch(() => false)) await openPanel(tab);
    else await openPopup(tab);
  } catch {
    // Only the focused window can show a popup; otherwise the user presses the toolbar button to go on.
    await showOutcome(tab.id, `${text('product')} · ${text('pressToGoOn')}`, 'problem');
  }
}

async function openPanel(tab: OpenTab): Promise<void> {
  try {
    await browser.sidePanel.open({ tabId: tab.id });
  } catch {
    // The browser opens a panel only right after a click, but a popup set for the tab at any time.
    await browser.action.setPopup({ tabId: tab.id, popup: 'popup.html' });
    await openPopup(tab).finally(() => browser.action.setPopup({ tabId: tab.id, popup: '' }));
  }
}

async function openPopup({ windowId }: OpenTab): Promise<void> {
  await browser.action.openPopup({ windowId });
}

/** Creates an intent that expires in a minute; keeps an existing id. */
export function toIntent(target: EditorTarget): Intent {
  return {
    id: crypto.randomUUID(),
    action: null,
    changeId: '',
    find: '',
    ...target,
    expiresAt: Date.now() + intentLifetimeMs,
  };
}

const minBetweenMs = 3_000;
let openedForPageAt = Number.NEGATIVE_INFINITY;

// Opens the editor because a page asked for it, at most once in three seconds: the page may not pass on the user's wish.
async function openForPageOn(tab: OpenTab, target: EditorTarget): Promise<void> {
  if (Date.now() - openedForPageAt < minBetweenMs) return;
  const before = openedForPageAt;
  openedForPageAt = Date.now();
  try {
    await openEditorOn(tab, { ...target, isOfPage: true });
  } catch (error) {
    // The request is repeated.
    openedForPageAt = before;
    throw error;
  }
}

/**
 * Opens the editor on what a tab's toast offered last. The press carries no input of its own, because the page may have
 * taken over the toast.
 */
export async function openOfferedIntent(sender: Sender): Promise<Result<null>> {
  const tab = toOpenTab(sender.tab);
  const offer = tab && (await offeredIntent(tab.id).read());
  if (offer) {
    if (Date.now() < offer.expiresAt) await openForPageOn(tab, offer);
    // Removed last, because the page repeats its request if the worker dies; the id prevents a second run.
    await offeredIntent(tab.id).update((latest) => (latest?.id === offer.id ? null : latest));
  }
  return success(null);
}

/** Opens the editor after a press on a button that the extension shows in a page. */
export async function openForPage(
  { reference }: Input<'reference.open'>,
  sender: Sender,
): Promise<Result<null>> {
  const tab = toOpenTab(sender.tab);
  if (tab) await openForPageOn(tab, { reference: reference && asPointedAt(reference) });
  return success(null);
}

/** Creates the intent of a card that opens on a reference in the page around it. */
export function toIntentOfPage(reference: Reference): Intent {
  return toIntent({ reference: asPointedAt(reference), isOfPage: true });
}

// A content script may be taken over by its page, which cannot say where it found an id.
function asPointedAt(reference: Reference): Reference {
  return { ...reference, foundIn: 'pointed-at' };
}
