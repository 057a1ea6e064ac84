import { effect } from '@preact/signals';
import type { Editor } from '../editor/editor.ts';
import { text } from '../wording/text.ts';

const minShownMs = 500;

// Leaves the editor or moves the focus, which changes nothing.
const harmlessKeys =
  /^(?:Tab|Escape|Arrow(?:Up|Down|Left|Right)|Home|End|Page(?:Up|Down)|Shift|Control|Alt|Meta)$/;
const textFields = 'textarea, input:not([type="checkbox"], [type="radio"])';

/**
 * Lets no key and no press change anything in an editor that a page made appear, or whose deal it replaced, until the
 * user has moved the pointer in it or pressed Tab, and for 500 ms: such an editor may get what the user intended for the page.
 * Returns a function that ends this.
 */
export function ignoreUnintendedInput({ unasked }: Pick<Editor, 'unasked'>): () => void {
  const end = new AbortController();
  const { signal } = end;
  const { dataset } = document.documentElement;
  let shownAt: number | undefined;
  let hasActed = false;
  const note = document.createElement('p');
  note.className = 'unasked';
  note.setAttribute('role', 'status');
  // Before its words, because a screen reader only announces words in a region that it already knows.
  document.body.append(note);

  const isGuarded = () => shownAt !== undefined && !(hasActed && performance.now() - shownAt >= minShownMs);

  const stopEffect = effect(() => {
    if (!unasked.value) return;
    const { leadName } = unasked.value;
    shownAt = performance.now();
    hasActed = false;
    note.textContent = leadName && text('nowShowing', leadName);
    dataset.guard = leadName ? 'replaced' : 'appeared';
  });

  function act(): void {
    if (!isGuarded() || hasActed) return;
    hasActed = true;
    note.textContent = '';
    setTimeout(showEnd, minShownMs);
  }

  function showEnd(): void {
    if (!isGuarded()) delete dataset.guard;
  }

  function refuse(event: Event): void {
    if (!isGuarded() || isHarmless(event)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!hasActed) note.textContent = text('actFirst');
    // A finger does not hover, and a screen reader presses no key, so that only their second press counts.
    if (event instanceof PointerEvent && event.type === 'click' && event.pointerType !== 'mouse') act();
  }
  for (const type of ['pointerdown', 'mousedown', 'click', 'keydown'])
    document.addEventListener(type, refuse, { capture: true, signal });
  document.addEventListener(
    'pointermove',
    ({ isTrusted, movementX, movementY }) => {
      // A page that moves the editor under a resting pointer causes an event without movement.
      if (isTrusted && (movementX !== 0 || movementY !== 0)) act();
    },
    { signal },
  );
  document.addEventListener(
    'keydown',
    ({ isTrusted, key }) => {
      if (isTrusted && key === 'Tab') act();
    },
    { signal },
  );
  return () => {
    end.abort();
    stopEffect();
    note.remove();
    delete dataset.guard;
  };
}

function isHarmless(event: Event): boolean {
  if (!(event instanceof KeyboardEvent)) return false;
  const isTyped = event.target instanceof Element && event.target.matches(textFields);
  return harmlessKeys.test(event.key) || (isTyped && event.key !== 'Enter');
}
