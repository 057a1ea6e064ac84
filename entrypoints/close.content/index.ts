import { browser } from 'wxt/browser';
import { defineContentScript } from 'wxt/utils/define-content-script';
import { isAboutDeal } from '../../lib/detection/references.ts';
import { scanPage } from '../../lib/detection/scan-page.ts';
import { ask } from '../../lib/messaging/ask.ts';
import { readCardMessage } from '../../lib/messaging/card-message.ts';
import { createInPage } from './in-page.ts';

/**
 * On Close's own pages: says what the page is about, now and after every in-page navigation, and offers the editor in
 * a frame of its own. It can neither read nor change a deal.
 */
export default defineContentScript({
  matches: ['https://app.close.com/*'],
  noScriptStartedPostMessage: true,
  main() {
    const inPage = createInPage();
    const stop = new AbortController();
    async function report(): Promise<void> {
      const references = scanPage(document);
      inPage.show(isAboutDeal(references));
      const answer = await ask('page.report', { references });
      if (answer.ok || answer.problem.kind !== 'extension-restarted') return;
      stop.abort();
      inPage.expire();
    }
    // Fires once the address is committed; earlier events still show the old one and come for cancelled navigations.
    window.navigation.addEventListener('currententrychange', () => void report(), { signal: stop.signal });
    browser.runtime.onMessage.addListener((message, sender) => {
      const told = sender.id === browser.runtime.id ? readCardMessage(message) : undefined;
      if (told) inPage.hear(told);
      return undefined;
    });
    void report();
  },
});
