import { browser } from 'wxt/browser';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { scanThoroughly } from '../lib/detection/scan-thoroughly.ts';

/** Put into a page on the user's gesture; what it returns is the result of `scripting.executeScript`. */
export default defineUnlistedScript(() =>
  scanThoroughly(document, (element) => browser.dom.openOrClosedShadowRoot(element)),
);
