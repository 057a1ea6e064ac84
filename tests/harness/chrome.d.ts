import type { Browser } from 'webextension-polyfill';

declare global {
  /** The browser API, for functions that run in the extension's pages and worker. */
  const chrome: Browser;
}
