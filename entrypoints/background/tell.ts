import { browser } from 'wxt/browser';
import { offeredByNote } from '../../lib/storage/items.ts';
import { readPreferences } from '../../lib/storage/presets.ts';
import { type MessageName, text } from '../../lib/text.ts';
import { showOutcome } from './badge.ts';
import { type Asked, toIntent } from './open-editor.ts';

/** What a note has a button for: its name, and what the popup opens on when it is pressed. */
type Offer = { name: MessageName; asked: Asked };

/**
 * Tells how something ended that was asked for outside of the editor: as a small note in the page where a script may
 * run, else on the toolbar button, and as a notification where the user wants that.
 */
export async function tell(
  tabId: number,
  sentence: string,
  tone: 'done' | 'problem',
  offer?: Offer,
): Promise<void> {
  const title = `${text('product')} · ${sentence}`;
  if (tone === 'problem') await showOutcome(tabId, title, tone);
  try {
    if (offer) await offeredByNote(tabId).write(toIntent(offer.asked));
    const args = [sentence, tone, offer ? text(offer.name) : ''] as const;
    await browser.scripting.executeScript({ target: { tabId }, func: showNote, args: [...args] });
  } catch {
    await showOutcome(tabId, title, tone);
    if ((await readPreferences()).notifies) await notify(sentence);
  }
}

// The permission may have been taken back in the browser since it was asked for.
async function notify(message: string): Promise<void> {
  try {
    const iconUrl = browser.runtime.getURL('/icon/128.png');
    await browser.notifications.create({ type: 'basic', iconUrl, title: text('product'), message });
  } catch {}
}

/**
 * Runs in the page, so it may use nothing from outside itself. The text is text, the shadow root is closed, and its
 * button hears trusted clicks only. It opens the popup and nothing else: a page could find a way to press it too.
 */
function showNote(sentence: string, tone: 'done' | 'problem', offer: string): void {
  const host = document.createElement('quick-edit-note');
  host.setAttribute('role', tone === 'done' ? 'status' : 'alert');
  const note = document.createElement('div');
  note.textContent = sentence;
  Object.assign(note.style, {
    all: 'initial',
    display: 'flex',
    alignItems: 'center',
    position: 'fixed',
    insetInlineEnd: '16px',
    bottom: '16px',
    zIndex: '2147483647',
    maxWidth: '360px',
    padding: '9px 13px',
    borderRadius: '8px',
    font: '13px/1.4 system-ui, sans-serif',
    color: '#fff',
    background: tone === 'done' ? '#16181d' : '#8f2a22',
    boxShadow: '0 4px 14px rgb(16 24 40 / 30%)',
  });
  if (offer) {
    const button = document.createElement('button');
    button.textContent = offer;
    button.style.cssText =
      'flex:none;margin-inline-start:12px;padding:0;border:0;background:none;color:inherit;font:inherit;font-weight:700;cursor:pointer';
    button.onclick = (event) => {
      if (!event.isTrusted) return;
      host.remove();
      const { chrome } = globalThis as unknown as {
        chrome: { runtime: { sendMessage(sent: object): void } };
      };
      chrome.runtime.sendMessage({ name: 'note.pressed', input: {} });
    };
    note.append(button);
  }
  host.attachShadow({ mode: 'closed' }).append(note);
  for (const former of document.querySelectorAll('quick-edit-note')) former.remove();
  document.documentElement.append(host);
  setTimeout(() => host.remove(), offer ? 10000 : 6000);
}
