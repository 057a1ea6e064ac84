import type { Problem } from '../model/problem.ts';

/** RequestLog `again` once a rate limit is over; returns the timer, or undefined where the problem is another one. */
export function whenAllowed(
  { kind, retryAt }: Problem,
  again: () => void,
): ReturnType<typeof setTimeout> | undefined {
  if (kind !== 'rate-limited' || retryAt === undefined) return undefined;
  return setTimeout(again, Math.max(0, retryAt - Date.now()));
}
