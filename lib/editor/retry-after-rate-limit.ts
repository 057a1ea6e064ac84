import type { Problem } from '../model/problem.ts';

/** Calls `again` when a rate limit ends; returns the timer, or undefined for any other problem. */
export function retryAfterRateLimit(
  { kind, retryAt }: Problem,
  again: () => void,
): ReturnType<typeof setTimeout> | undefined {
  if (kind !== 'rate-limited' || retryAt === undefined) return undefined;
  return setTimeout(again, Math.max(0, retryAt - Date.now()));
}
