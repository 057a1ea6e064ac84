import { maxScanMs } from './scan-limit.ts';

const sliceMs = 2;

/** Is thrown when reading a page takes too long. */
export class ScanTookTooLong extends Error {}

/**
 * Returns a function that yields to the page's own work when its time slice is used up. Throws
 * `ScanTookTooLong` after `maxScanMs`.
 */
export function createYieldToPage(): () => Promise<void> {
  const begunAt = performance.now();
  let since = begunAt;
  return async () => {
    if (performance.now() - since < sliceMs) return;
    await new Promise<void>((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve();
      port2.postMessage(null);
    });
    since = performance.now();
    if (since - begunAt > maxScanMs) throw new ScanTookTooLong();
  };
}
