/**
 * Carries settings once the page has nothing better to do; the code for it is loaded only then. Not for the popup, which
 * has to stay small.
 */
export function carryWhenIdle(): void {
  requestIdleCallback(async () => {
    const { keepCarrying } = await import('./keep-carrying.ts');
    keepCarrying();
  });
}
