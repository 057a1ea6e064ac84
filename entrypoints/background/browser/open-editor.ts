import { type Browser, browser } from 'wxt/browser';
import type { Input } from '../../../lib/messaging/contract.ts';
import type { Intent } from '../../../lib/model/intent.ts';
import { type Result, success } from '../../../lib/model/result.ts';
import { intent, offeredByNote } from '../../../lib/storage/items.ts';
import { text } from '../../../lib/wording/text.ts';
import { showOutcome } from './badge.ts';
import { prefersPanel } from './toolbar.ts';

type Sender = Browser.runtime.MessageSender;

/** How long an intent waits for the popup that carries it out. */
const intentLifetimeMs = 60_000;

/** A tab that has an id: the browser's own windows do not. */
export type OpenTab = { id: number; windowId: number };

/** The tab that something came from. */
export function toOpenTab(tab: Browser.tabs.Tab | undefined): OpenTab | undefined {
  return tab?.id === undefined ? undefined : { id: tab.id, windowId: tab.windowId };
}

/** What the editor is to open on: the deal, and what of the rest was asked for. */
export type Asked = Pick<Intent, 'reference'> & Partial<Omit<Intent, 'expiresAt'>>;

/** Opens the editor on a tab, for something that was asked for outside of it. */
export async function openEditorOn(tab: OpenTab, asked: Asked): Promise<void> {
  await intent(tab.id).write(toIntent(asked));
  try {
    // The popup says what is wrong with the store.
    if (await prefersPanel().catch(() => false)) await openPanel(tab);
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

/** An intent for the editor, valid from now on; one that has an id keeps it. */
export function toIntent(asked: Asked): Intent {
  return {
    id: crypto.randomUUID(),
    action: null,
    changeId: '',
    find: '',
    ...asked,
    expiresAt: Date.now() + intentLifetimeMs,
  };
}

/**
 * Opens the popup on what the note in a tab's page offered. The page may have taken over the note, so pressing it does
 * nothing but this, and only for what was offered last.
 */
export async function openOffered(sender: Sender): Promise<Result<null>> {
  const tab = toOpenTab(sender.tab);
  const offered = tab && (await offeredByNote(tab.id).read());
  if (offered) {
    if (Date.now() < offered.expiresAt) await openEditorOn(tab, offered);
    // Last, because the page asks again where the worker died. Its id keeps it from being carried out twice.
    await offeredByNote(tab.id).update((latest) => (latest?.id === offered.id ? null : latest));
  }
  return success(null);
}

/** Opens the popup, or else the side panel, for somebody who pressed what stands in a page. */
export async function openForPage(
  { reference }: Input<'reference.open'>,
  sender: Sender,
): Promise<Result<null>> {
  const tab = toOpenTab(sender.tab);
  if (tab) await openEditorOn(tab, { reference: reference && { ...reference, foundIn: 'pointed-at' } });
  return success(null);
}
