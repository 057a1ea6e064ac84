import { browser } from 'wxt/browser';
import type { NotePlace } from '../../../lib/in-page/toast.ts';
import { readPreferences } from '../../../lib/settings/presets.ts';
import { offeredByNote } from '../../../lib/storage/items.ts';
import { type MessageName, text } from '../../../lib/wording/text.ts';
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
    await showInPage(tabId, sentence, tone, offer ? text(offer.name) : '');
  } catch {
    await showOutcome(tabId, title, tone);
    // Where the store is broken nothing says that the user wants notifications.
    const preferences = await readPreferences().catch(() => undefined);
    if (preferences?.notifies) await notify(sentence);
  }
}

async function showInPage(
  tabId: number,
  ...words: Parameters<NotePlace['showQuickEditNote']>
): Promise<void> {
  const target = { tabId };
  await browser.scripting.executeScript({ target, files: ['/toast.js'] });
  const func: NotePlace['showQuickEditNote'] = (...words) =>
    (globalThis as unknown as NotePlace).showQuickEditNote(...words);
  await browser.scripting.executeScript({ target, func, args: words });
}

// The permission may have been taken back in the browser since it was asked for.
async function notify(message: string): Promise<void> {
  try {
    const iconUrl = browser.runtime.getURL('/icon/128.png');
    await browser.notifications.create({ type: 'basic', iconUrl, title: text('product'), message });
  } catch {}
}
