/** Longer waits are not believed, because no edit is kept for longer than a day. */
const maxWaitSeconds = 24 * 60 * 60;

/**
 * When a limited request may be repeated, in epoch milliseconds, or undefined where Close did not say: the exact reset of
 * `ratelimit: limit=…, remaining=…, reset=0.6` (also with semicolons, or a header of its own), else `retry-after`, which
 * is rounded up. Resets come with every answer, so they count only where the limit was exceeded.
 */
export function readRetryAt(headers: Headers, now: number, isLimited = true): number | undefined {
  const reset = /reset\s*=\s*([\d.]+)/.exec(headers.get('ratelimit') ?? '')?.[1];
  const resets = [reset, headers.get('ratelimit-reset'), headers.get('x-rate-limit-reset')];
  for (const text of [...(isLimited ? resets : []), headers.get('retry-after')]) {
    const seconds = text?.trim() ? Number(text) : Number.NaN;
    if (Number.isFinite(seconds) && seconds >= 0)
      return now + Math.ceil(Math.min(seconds, maxWaitSeconds) * 1000);
  }
  return undefined;
}
