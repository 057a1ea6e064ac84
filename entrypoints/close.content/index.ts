import { defineContentScript } from 'wxt/utils/define-content-script';
import { scanPage } from '../../lib/detection/scan-page.ts';
import { ask } from '../../lib/messaging/ask.ts';

/** On Close's own pages: says what the page is about, now and after every in-page navigation. It can do nothing else. */
export default defineContentScript({
  matches: ['https://app.close.com/*'],
  noScriptStartedPostMessage: true,
  main(context) {
    const report = () => void ask('page.report', { references: scanPage(document) });
    // Fires once the address is committed; earlier events still show the old one and come for cancelled navigations.
    context.addEventListener(window.navigation, 'currententrychange', report);
    report();
  },
});
