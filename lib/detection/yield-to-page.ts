const sliceMs = 2;

/** Returns a function that yields to the page's own work when its time slice is used up. */
export function createYieldToPage(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < sliceMs) return;
    await new Promise<void>((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve();
      port2.postMessage(null);
    });
    since = performance.now();
  };
}
