import { browser } from 'wxt/browser';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { scanThoroughly } from '../lib/detection/scan-thoroughly.ts';

/**
 * Put into a page and its frames on the user's gesture; what it returns is the result of `scripting.executeScript`. A
 * page that is still loading is waited for, but none of its frames, which may never be there.
 */
export default defineUnlistedScript(async () => {
  if (window === window.top && document.readyState === 'loading') {
    await new Promise((resolve) => {
      document.addEventListener('DOMContentLoaded', resolve, { once: true });
    });
  }
  return scanThoroughly(document, (element) => browser.dom.openOrClosedShadowRoot(element));
});
