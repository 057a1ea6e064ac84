/** Start and end of the pause after a rate limit, in epoch milliseconds. */
export type RatePause = { since: number; until: number };

/** Stores the pause that all requests with the keys of one organization share. */
export type RatePauseStore = {
  read(): Promise<RatePause>;
  /** Replaces the pause with the result of `change` under a lock. */
  update(change: (pause: RatePause) => RatePause): Promise<unknown>;
};

/** Limits the wait, because no edit is kept for longer than a day. */
const maxWaitSeconds = 24 * 60 * 60;
const firstBackoffMs = 2_000;
const maxBackoffMs = 5 * 60_000;
/** Separates two requests even if Close says that its limit has already ended. */
const minPauseMs = 250;
/** Doubles the pause if a limit follows the previous one within this time. */
const rushMs = 60_000;

/** Returns when a pause ends, in epoch milliseconds; 0 if the clock was set back since it began. */
export function endOfPause({ since, until }: RatePause): number {
  return since > Date.now() ? 0 : until;
}

/** Stores a pause and returns its end; a longer one stays. If Close gives no time, each is twice the previous. */
export async function startPause(store: RatePauseStore, retryAt: number | undefined): Promise<number> {
  const now = Date.now();
  let until = retryAt ?? now + firstBackoffMs;
  const update = store.update((previous) => {
    const next = nextPause(previous, now, retryAt);
    until = next.until;
    return next;
  });
  // A failed write is ignored: the caller waits anyway, and other requests meet the limit themselves.
  await update.catch(() => {});
  return until;
}

function nextPause(previous: RatePause, now: number, retryAt: number | undefined): RatePause {
  const { since, until } = previous;
  const isUsable = since <= now;
  if (isUsable && until > now && (retryAt === undefined || retryAt <= until)) return previous;
  const isRush = isUsable && now - until < rushMs;
  const doubled = isRush ? Math.min(2 * (until - since), maxBackoffMs) : 0;
  const end = retryAt ?? now + Math.max(doubled, firstBackoffMs);
  return { since: now, until: Math.max(end, now + minPauseMs) };
}

/**
 * Returns when a limited request may be repeated, in epoch milliseconds, or undefined if Close did not say: the exact
 * reset of `ratelimit: limit=…, remaining=…, reset=0.6` (also with semicolons, or a header of its own), else
 * `retry-after`, which is rounded up. Resets come with every answer, so they count only if the limit was exceeded.
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
