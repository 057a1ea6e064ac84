/** A page that takes the focus back does so at once, or in a task right after. */
const takenWithinMs = 100;

/**
 * Keeps the focus in a host's shadow root on a page that traps it, as many do while a dialog is open. The page's own
 * focus events reach it as before, unless it takes the focus back.
 */
export function holdFocus(host: HTMLElement, root: ShadowRoot): void {
  /** When the focus last moved to the host without a later press or key, by `performance.now`. */
  let movedAt = Number.NEGATIVE_INFINITY;
  /** Whether the page has taken the focus back. */
  let isTrap = false;

  function listen(types: string[], listener: (event: FocusEvent) => void): void {
    for (const type of types) window.addEventListener(type, listener as (event: Event) => void, true);
  }

  listen(['focus', 'focusin'], (event) => {
    const isOurs = event.target === host;
    // Listeners for this event are how most pages trap the focus.
    if (isOurs) event.stopImmediatePropagation();
    else if (event.target !== window && host.isConnected && performance.now() - movedAt < takenWithinMs) {
      isTrap = true;
      // In a task of its own, because the browser has not finished moving the focus.
      setTimeout(() => (root.querySelector('iframe') ?? root.querySelector('button'))?.focus());
    }
    if (isOurs) movedAt = performance.now();
  });
  listen(['blur', 'focusout'], (event) => {
    const isWindow = event.target === window;
    // A press in a frame of the host is only noticed as the window's loss of the focus.
    if (isWindow ? document.activeElement !== host : event.relatedTarget !== host) return;
    movedAt = performance.now();
    if (isTrap && !isWindow) event.stopImmediatePropagation();
  });
  listen(['pointerdown', 'keydown'], ({ isTrusted }) => {
    if (isTrusted) movedAt = Number.NEGATIVE_INFINITY;
  });
}
