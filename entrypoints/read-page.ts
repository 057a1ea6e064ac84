import { browser } from 'wxt/browser';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { scanPage } from '../lib/detection/scan-page.ts';
import { scanThoroughly } from '../lib/detection/scan-thoroughly.ts';

/** On pages with more elements the thorough look takes longer than somebody who pressed a button should wait. */
const mostElements = 10_000;

/**
 * Put into a page on the user's gesture; what it returns is the result of `scripting.executeScript`. An id in the address
 * decides by itself; else small pages are looked at thoroughly, and large ones only where the quick look found nothing.
 */
export default defineUnlistedScript(() => {
  const found = scanPage(document);
  const isDecided = found.some(({ foundIn }) => foundIn === 'address');
  const isLarge = document.getElementsByTagName('*').length > mostElements;
  if (isDecided || (isLarge && found.length > 0)) return found;
  return scanThoroughly(document, (element) => browser.dom.openOrClosedShadowRoot(element));
});
