const deadlineMs = 10_000;
const intervalMs = 20;

/**
 * Waits until `look` returns something other than undefined, null or false, and returns that. Fails with `what` and
 * the last error after ten seconds: the only way here to wait, since a fixed pause is too long or too short.
 */
export async function waitFor<Found>(
  what: string,
  look: () => Found | Promise<Found>,
  withinMs = deadlineMs,
): Promise<NonNullable<Exclude<Found, false>>> {
  const deadline = Date.now() + withinMs;
  let last: unknown;
  while (Date.now() < deadline) {
    try {
      const found = await look();
      if (found !== undefined && found !== null && found !== false) {
        return found as NonNullable<Exclude<Found, false>>;
      }
      last = undefined;
    } catch (error) {
      last = error;
    }
    await new Promise((resolve) => setTimeout(resolve, intervalMs));
  }
  throw new Error(`Waited ${withinMs} ms for ${what}`, { cause: last });
}
