/** A page that takes the focus back does so at once, or in a task right after. */
const takenWithinMs = 100;

/**
 * Keeps the focus in a host's shadow root on a page that traps it, as many do while a dialog is open. The page's own
 * focus events reach it as before, unless it takes the focus back. Ends with the signal.
 */
export function holdFocus(host: HTMLElement, root: ShadowRoot, signal?: AbortSignal): void {
  /** When the focus last moved to the host without a later press or key, by `performance.now`. */
  let movedAt = Number.NEGATIVE_INFINITY;
  /** What the user pressed in the host and has not got the focus yet. */
  let pressed: HTMLElement | null = null;
  /** Whether the page has taken the focus back. */
  let isTrap = false;

  const isTaken = () => host.isConnected && performance.now() - movedAt < takenWithinMs;

  function arrive(event: FocusEvent): void {
    if (event.target === host) {
      // Listeners for this event are how most pages trap the focus.
      event.stopImmediatePropagation();
      pressed = null;
      movedAt = performance.now();
    } else if (event.target === window || !isTaken()) return;
    else takeBack(pressed ?? root.querySelector('iframe') ?? root.querySelector('button'));
  }

  function takeBack(element: HTMLElement | null): void {
    isTrap = true;
    // In a task of its own, because the browser has not finished moving the focus.
    void scheduler.postTask(() => element?.focus(), { priority: 'user-blocking' });
  }

  function leave(event: FocusEvent): void {
    // A press in a frame of the host is only noticed as the window's loss of the focus.
    const isToHost =
      event.relatedTarget === host || (event.target === window && document.activeElement === host);
    if (!isToHost) return;
    movedAt = performance.now();
    if (isTrap && event.target !== window) event.stopImmediatePropagation();
  }

  function act(event: Event): void {
    if (!event.isTrusted) return;
    movedAt = Number.NEGATIVE_INFINITY;
    pressed = null;
  }

  const options: AddEventListenerOptions = { capture: true, ...(signal && { signal }) };
  window.addEventListener('focus', arrive, options);
  window.addEventListener('focusin', arrive, options);
  window.addEventListener('blur', leave, options);
  window.addEventListener('focusout', leave, options);
  window.addEventListener('pointerdown', act, options);
  window.addEventListener('keydown', act, options);
  root.addEventListener('pointerdown', ({ target }) => {
    if (target instanceof HTMLButtonElement) pressed = target;
  });
}
