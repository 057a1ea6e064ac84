import { ask } from '../messaging/ask.ts';
import { text } from '../wording/text.ts';
import { box, createElement, trustedButton } from './elements.ts';
import { holdFocus } from './hold-focus.ts';
import { createHost, isHtml } from './host.ts';
import { commonStyles } from './styles.ts';
import { watchVisibility } from './watch-visibility.ts';

/** Shows a sentence for some seconds. `offer` is the button's label, "" for none. */
export type ShowToast = (sentence: string, tone: 'done' | 'problem', offer: string) => void;

/** The global object on which the injected script offers the toast that it has prepared. */
export type ToastWindow = { quickEditToast?: { show: ShowToast; remove(): void } };

const pageWindow = globalThis as ToastWindow;

// The width is always the same, so that its size tells a page nothing.
const styles = `${commonStyles}
.toast {
  position: fixed;
  inset: auto;
  inset-inline-end: 16px;
  bottom: 16px;
  width: 340px;
  max-width: calc(100vw - 32px);
  max-height: min(240px, calc(100vh - 32px));
  box-sizing: border-box;
  margin: 0;
  border: 0;
  padding: 0;
  background: none;
  color: #fff;
  font: 13px/1.4 system-ui, sans-serif;
  overflow: hidden;
  overflow-wrap: anywhere;
}
.toast.shown {
  padding: 9px 13px;
  border-radius: 8px;
  background: #16181d;
  box-shadow: 0 4px 14px rgb(16 24 40 / 30%);
}
.toast.problem {
  background: #8f2a22;
}
.toast:popover-open {
  display: flex;
  align-items: center;
}
/* The words scroll, so that the button stays in sight. */
span:not(:empty) {
  min-width: 0;
  max-height: min(222px, calc(100vh - 50px));
  overflow-y: auto;
}
button {
  flex: none;
  margin-inline-start: auto;
  padding-inline-start: 12px;
  font-weight: 700;
}
`;

/** A screen reader only announces words in a region that it already knows. */
const announceAfterMs = 100;

/**
 * Adds an empty toast to a page in place of the previous one, above its dialogs and full-screen parts, and returns what
 * shows a sentence in it; null in a document without HTML. The button only opens the popup, because a page could find a
 * way to press it.
 */
export function prepareToast(page: Document): ShowToast | null {
  pageWindow.quickEditToast?.remove();
  if (!isHtml(page)) return null;
  const { host, root } = createHost('toast', styles);
  const regions = { done: createElement('span'), problem: createElement('span') };
  regions.done.setAttribute('role', 'status');
  regions.problem.setAttribute('role', 'alert');
  const toast = box('toast', regions.done, regions.problem);
  toast.popover = 'manual';
  const visibilityOf = watchVisibility(toast);

  root.append(toast);
  // A page is inert outside of its modal dialog, so nothing could be pressed or announced there.
  const parent = [...page.querySelectorAll('dialog:modal')].at(-1) ?? page.documentElement;
  parent.append(host);
  toast.showPopover();
  holdFocus(host, root);

  function show(sentence: string, tone: 'done' | 'problem', offer: string): void {
    setTimeout(() => {
      regions[tone].textContent = `${text('product')} · ${sentence}`;
      toast.classList.add('shown', tone);
      if (offer) toast.append(trustedButton(offer, press));
    }, announceAfterMs);
    setTimeout(() => host.remove(), offer ? 10_000 : 6_000);
  }

  function press(): void {
    if (visibilityOf() !== 'visible') return;
    host.remove();
    void ask('toast.pressed', {});
  }

  pageWindow.quickEditToast = { show, remove: () => host.remove() };
  return show;
}
