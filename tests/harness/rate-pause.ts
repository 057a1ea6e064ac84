import type { RatePause, RatePauseStore } from '../../lib/close-api/rate-limit.ts';

/** Creates a store that holds a rate limit's pause in memory. */
export function createRatePause(): RatePauseStore {
  let pause: RatePause = { since: 0, until: 0 };
  return {
    read: async () => pause,
    update: async (change) => {
      pause = change(pause);
    },
  };
}
