import { createVisibilityObserver, minVisibleMs } from '../base/observe-visibility.ts';

/** Whether an element of the extension in a page has just been hidden by it, appeared, or been visible for a while. */
export type Visibility = 'hidden' | 'new' | 'visible';

/** Watches an element, because a page could hide it under something that the user wants to press. */
export function watchVisibility(element: Element): () => Visibility {
  let visibleSince: number | undefined;
  createVisibilityObserver((_target, isVisible) => {
    if (!isVisible) visibleSince = undefined;
    else visibleSince ??= performance.now();
  }).observe(element);
  return () => {
    if (visibleSince === undefined) return 'hidden';
    return performance.now() - visibleSince < minVisibleMs ? 'new' : 'visible';
  };
}
