/** No edit waits for longer than a day; what says more than that is not a number to reckon with. */
const longestWaitSeconds = 24 * 60 * 60;

/**
 * When a limited request may be repeated, in epoch milliseconds, or undefined where Close did not say: `retry-after`
 * (seconds, decimals occur), else the reset of `ratelimit: limit=…, remaining=…, reset=5` (also seen with semicolons),
 * else `ratelimit-reset`. The resets come with every answer and mean a wait only where the limit was exceeded.
 */
export function readRetryAt(headers: Headers, now: number, isLimited = true): number | undefined {
  const reset = /reset\s*=\s*([\d.]+)/.exec(headers.get('ratelimit') ?? '')?.[1];
  const resets = isLimited ? [reset, headers.get('ratelimit-reset')] : [];
  for (const text of [headers.get('retry-after'), ...resets]) {
    const seconds = text === null || text === undefined || text.trim() === '' ? Number.NaN : Number(text);
    if (Number.isFinite(seconds) && seconds >= 0)
      return now + Math.ceil(Math.min(seconds, longestWaitSeconds) * 1000);
  }
  return undefined;
}
