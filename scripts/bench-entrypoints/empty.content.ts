import { defineContentScript } from 'wxt/utils/define-content-script';

/** The least that a content script made with WXT can be: its wrapper and the polyfill, and nothing to do. */
export default defineContentScript({
  matches: ['https://app.close.com/*'],
  noScriptStartedPostMessage: true,
  main() {},
});
