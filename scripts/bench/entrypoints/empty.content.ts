import { defineContentScript } from 'wxt/utils/define-content-script';

/** Does nothing: the smallest possible content script with WXT consists of its wrapper and the polyfill. */
export default defineContentScript({
  matches: ['https://app.close.com/*'],
  noScriptStartedPostMessage: true,
  main() {},
});
