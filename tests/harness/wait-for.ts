// Three times what the slowest wait takes on two busy cores, because it only ends what has failed.
const deadlineMs = 30_000;
const firstIntervalMs = 10;
// A look costs several milliseconds of the machine that all wait for.
const lastIntervalMs = 100;

/**
 * Waits until `look` returns something other than undefined, null or false, and returns that. Fails with `what` and
 * the last error after half a minute: the only way here to wait, since a fixed pause is too long or too short.
 */
export async function waitFor<Found>(
  what: string,
  look: () => Found | Promise<Found>,
  withinMs = deadlineMs,
): Promise<NonNullable<Exclude<Found, false>>> {
  const deadline = Date.now() + withinMs;
  let intervalMs = firstIntervalMs;
  let last: unknown;
  while (Date.now() < deadline) {
    try {
      const found = await before(deadline, look);
      if (found !== undefined && found !== null && found !== false) {
        return found as NonNullable<Exclude<Found, false>>;
      }
      last = undefined;
    } catch (error) {
      last = error;
    }
    await new Promise((resolve) => setTimeout(resolve, intervalMs));
    intervalMs = Math.min(intervalMs * 1.25, lastIntervalMs);
  }
  throw new Error(`Waited ${withinMs} ms for ${what}`, { cause: last });
}

/** Fails at the deadline where a look has not ended: the browser answers some questions about hidden pages never. */
async function before<Found>(deadline: number, look: () => Found | Promise<Found>): Promise<Found> {
  const { promise: end, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('There was no answer.')), deadline - Date.now());
  try {
    return await Promise.race([look(), end]);
  } finally {
    clearTimeout(timer);
  }
}
