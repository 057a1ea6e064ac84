/** How long a wait may take: six times the slowest one on two busy cores, because only failing waits reach it. */
export const deadlineMs = 60_000;
const firstIntervalMs = 10;
// Not shorter, because each check takes several milliseconds of a busy machine.
const lastIntervalMs = 100;

/**
 * Waits until `check` returns something other than undefined, null or false, and returns it. Fails with `what` and the
 * last error after a minute. This is the only way to wait in tests, because a fixed pause is too long or too short.
 */
export async function waitFor<Found>(
  what: string,
  check: () => Found | Promise<Found>,
  withinMs = deadlineMs,
): Promise<NonNullable<Exclude<Found, false>>> {
  const deadline = Date.now() + withinMs;
  let intervalMs = firstIntervalMs;
  let last: unknown;
  while (Date.now() < deadline) {
    try {
      const found = await before(deadline, check);
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

/** Fails at the deadline if a check has not ended, because the browser never answers some calls about hidden pages. */
async function before<Found>(deadline: number, check: () => Found | Promise<Found>): Promise<Found> {
  const { promise: end, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('The check did not end in time.')), deadline - Date.now());
  try {
    return await Promise.race([check(), end]);
  } finally {
    clearTimeout(timer);
  }
}
