import type { RateLimitHeader, World } from './types.ts';

/** Holds the remaining requests of the current window; `reset` in seconds, with decimals. */
export type RateLimitState = { limit: number; remaining: number; reset: number; isExceeded: boolean };

/** Counts requests per endpoint group and key in windows of `world.rateLimit.windowSeconds`. */
export function createRateLimiter(): (
  world: World,
  key: string,
  method: string,
  path: string,
) => RateLimitState {
  const windows = new Map<string, { startedAt: number; count: number }>();
  return (world, key, method, path) => {
    const { limit, windowSeconds } = world.rateLimit;
    const group = `${key} ${method === 'GET' ? 'read' : 'write'} ${path.split('/')[3] ?? ''}`;
    const now = Date.now();
    let window = windows.get(group);
    if (!window || now >= window.startedAt + windowSeconds * 1000) {
      window = { startedAt: now, count: 0 };
      windows.set(group, window);
    }
    window.count += 1;
    const reset = (window.startedAt + windowSeconds * 1000 - now) / 1000;
    return { limit, remaining: Math.max(0, limit - window.count), reset, isExceeded: window.count > limit };
  };
}

/** The state as headers, in one of the shapes that Close has been seen to send. */
export function rateLimitHeaders(
  shape: RateLimitHeader,
  { limit, remaining, reset }: Omit<RateLimitState, 'isExceeded'>,
): Record<string, string> {
  if (shape === 'none') return {};
  if (shape === 'separate') {
    return {
      'ratelimit-limit': String(limit),
      'ratelimit-remaining': String(remaining),
      'ratelimit-reset': String(reset),
    };
  }
  const separator = shape === 'comma' ? ', ' : '; ';
  return { ratelimit: [`limit=${limit}`, `remaining=${remaining}`, `reset=${reset}`].join(separator) };
}
