import { text } from '../../lib/wording/text.ts';

// What the DOM's types do not know yet: https://w3c.github.io/IntersectionObserver/v2/
type SeenOptions = IntersectionObserverInit & { trackVisibility: true; delay: number };
type SeenEntry = IntersectionObserverEntry & { isVisible: boolean };

const shortestSightMs = 300;

/**
 * Lets nothing be pressed in the card while the page around it covers it or makes it see-through: a page that was taken
 * over could lure a click onto what nobody sees. Pointers have to wait a moment longer, or the page could show the card
 * just when the click comes. Only the browser can tell what is seen, and does.
 */
export function pauseWhileUnseen(): void {
  // Before the browser tells for the first time, a tenth of a second, there is no deal to press on yet.
  let isSeen = true;
  let seenAgainAt = Number.NEGATIVE_INFINITY;
  const note = document.createElement('p');
  note.className = 'unseen';
  note.setAttribute('role', 'alert');

  const options: SeenOptions = { trackVisibility: true, delay: 100 };
  const observer = new IntersectionObserver((entries) => {
    const { isVisible } = entries.at(-1) as SeenEntry;
    if (isVisible && !isSeen) seenAgainAt = performance.now();
    isSeen = isVisible;
    note.textContent = isVisible ? '' : text('notVisible');
    if (isVisible) note.remove();
    else document.body.append(note);
  }, options);
  observer.observe(document.documentElement);

  function refuse(event: Event): void {
    const isByPointer = event instanceof MouseEvent && event.detail > 0;
    const isTooEarly = isByPointer && performance.now() - seenAgainAt < shortestSightMs;
    if (!isTooEarly && (isSeen || isHarmless(event))) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }
  for (const type of ['click', 'keydown']) document.addEventListener(type, refuse, { capture: true });
}

// Leaving the card and moving within it change nothing.
function isHarmless(event: Event): boolean {
  return event instanceof KeyboardEvent && (event.key === 'Escape' || event.key === 'Tab');
}
