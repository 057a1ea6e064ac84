const soonMs = 500;

/**
 * Resolves at a moment in epoch milliseconds, or for null when the network is back. Resolves at once if the signal is
 * aborted; never rejects.
 */
export function waitUntil(until: number | null, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      removeEventListener('online', end);
      signal.removeEventListener('abort', end);
      resolve();
    };
    // The network may be back before anybody listens for it.
    const wait = until === null ? (navigator.onLine ? soonMs : undefined) : Math.max(0, until - Date.now());
    const timer = wait === undefined ? undefined : setTimeout(end, wait);
    if (until === null) addEventListener('online', end);
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
  });
}
