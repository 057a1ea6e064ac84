/** Max. milliseconds of work between two tasks of the page. */
const maxSliceMs = 2;

/** Runs a slice this often in a page without any idle time. */
const timeout = 300;

/**
 * Runs steps while the page is idle, in slices measured by the clock. Resolves to false, and runs no more of them, once
 * `isCurrent` returns false.
 */
export async function runInIdle(steps: Iterator<unknown>, isCurrent: () => boolean): Promise<boolean> {
  for (;;) {
    const deadline = await new Promise<IdleDeadline>((resolve) => {
      requestIdleCallback(resolve, { timeout });
    });
    const sliceMs = deadline.didTimeout ? maxSliceMs : Math.min(maxSliceMs, deadline.timeRemaining());
    const until = performance.now() + sliceMs;
    do {
      if (!isCurrent()) return false;
      if (steps.next().done) return true;
    } while (performance.now() < until);
  }
}
