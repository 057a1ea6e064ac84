import { ask } from '../messaging/ask.ts';
import { trustedButton } from './elements.ts';

/** The global object on which the injected script offers `showNote`. */
export type ToastWindow = { showQuickEditToast: typeof showToast };

/**
 * Shows a toast for some seconds and replaces the previous one. `offer` is the button's label, "" for none. The button
 * only opens the popup, because a page could find a way to press it.
 */
export function showToast(sentence: string, tone: 'done' | 'problem', offer: string): void {
  const host = document.createElement('quick-edit-toast');
  host.setAttribute('role', tone === 'done' ? 'status' : 'alert');
  const toast = document.createElement('div');
  toast.textContent = sentence;
  Object.assign(toast.style, {
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
    const button = trustedButton(offer, () => {
      host.remove();
      void ask('toast.pressed', {});
    });
    button.style.cssText =
      'flex:none;margin-inline-start:12px;padding:0;border:0;background:none;color:inherit;font:inherit;font-weight:700;cursor:pointer';
    toast.append(button);
  }
  host.attachShadow({ mode: 'closed' }).append(toast);
  for (const former of document.querySelectorAll('quick-edit-toast')) former.remove();
  document.documentElement.append(host);
  setTimeout(() => host.remove(), offer ? 10_000 : 6_000);
}
