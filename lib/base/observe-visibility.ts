// Adds what the DOM's types lack: https://w3c.github.io/IntersectionObserver/v2/
type VisibilityOptions = IntersectionObserverInit & { trackVisibility: true; delay: number };
type VisibilityEntry = IntersectionObserverEntry & { isVisible: boolean };

/** How long something has to be visible before a press on it counts. */
export const minVisibleMs = 300;

/** Creates an observer that reports whether its target is really visible: nothing covers it or makes it transparent. */
export function createVisibilityObserver(
  report: (target: Element, isVisible: boolean) => void,
): IntersectionObserver {
  const options: VisibilityOptions = { trackVisibility: true, delay: 100 };
  return new IntersectionObserver((entries) => {
    const { target, isVisible } = entries.at(-1) as VisibilityEntry;
    report(target, isVisible);
  }, options);
}
