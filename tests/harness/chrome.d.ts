import type { browser } from 'wxt/browser';

declare global {
  /** The browser API, for functions that run in the extension's pages and worker. */
  const chrome: typeof browser;
}
