import { createVisibilityObserver, minVisibleMs } from '../../lib/base/observe-visibility.ts';
import { text } from '../../lib/wording/text.ts';

/**
 * Blocks presses in the card while the page covers it or makes it transparent, because such a page could trick the user
 * into clicking it. Pointers stay blocked for another 300 ms, or the page could reveal the card just before a click.
 */
export function ignoreInputWhileCovered(): void {
  // Starts as true, because the card has no deal yet before the observer's first report after 100 ms.
  let isSeen = true;
  let seenAgainAt = Number.NEGATIVE_INFINITY;
  const note = document.createElement('p');
  note.className = 'unseen';
  note.setAttribute('role', 'alert');

  const observer = createVisibilityObserver((target, isVisible) => {
    const topmost = topmostElement();
    if (target !== topmost) {
      observer.unobserve(target);
      observer.observe(topmost);
      return;
    }
    if (isVisible && !isSeen) seenAgainAt = performance.now();
    isSeen = isVisible;
    note.textContent = isVisible ? '' : text('notVisible');
    if (isVisible) note.remove();
    else (modalDialog() ?? document.body).append(note);
  });
  observer.observe(document.documentElement);

  function refuse(event: Event): void {
    const isByPointer = event instanceof MouseEvent && event.detail > 0;
    const isTooEarly = isByPointer && performance.now() - seenAgainAt < minVisibleMs;
    if (!isTooEarly && (isSeen || isHarmless(event))) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }
  for (const type of ['click', 'keydown']) document.addEventListener(type, refuse, { capture: true });
}

// The card's own dialogs and lists cover the document, so only the one on top can tell whether the page covers the card.
// The observer reports a target as soon as another element opens over it, and when it is closed or removed.
function topmostElement(): Element {
  const dialog = modalDialog();
  const lists = (dialog ?? document).querySelectorAll(':popover-open');
  return [...lists].at(-1) ?? dialog ?? document.documentElement;
}

function modalDialog(): Element | undefined {
  return [...document.querySelectorAll('dialog:modal')].at(-1);
}

// Allows Escape and Tab, because leaving the card and moving the focus change nothing.
function isHarmless(event: Event): boolean {
  return event instanceof KeyboardEvent && (event.key === 'Escape' || event.key === 'Tab');
}
