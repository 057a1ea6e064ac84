import { browser } from 'wxt/browser';
import { text } from '../../lib/text.ts';
import { showOutcome } from './badge.ts';

/** Tells how a menu click ended: as a small note in the page where a script may run, else on the toolbar button. */
export async function tell(tabId: number, sentence: string, tone: 'done' | 'problem'): Promise<void> {
  const title = `${text('product')} · ${sentence}`;
  if (tone === 'problem') await showOutcome(tabId, title, tone);
  try {
    await browser.scripting.executeScript({ target: { tabId }, func: showNote, args: [sentence, tone] });
  } catch {
    await showOutcome(tabId, title, tone);
  }
}

/**
 * Runs in the page, so it may use nothing from outside itself. The text is text, the shadow root is closed, and there
 * is nothing to press: a page could press it too.
 */
function showNote(sentence: string, tone: 'done' | 'problem'): void {
  const host = document.createElement('quick-edit-note');
  host.setAttribute('role', tone === 'done' ? 'status' : 'alert');
  const note = document.createElement('div');
  note.textContent = sentence;
  Object.assign(note.style, {
    all: 'initial',
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
  host.attachShadow({ mode: 'closed' }).append(note);
  for (const former of document.querySelectorAll('quick-edit-note')) former.remove();
  document.documentElement.append(host);
  setTimeout(() => host.remove(), 6000);
}
