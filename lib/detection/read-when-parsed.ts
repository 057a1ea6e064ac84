import { browser } from 'wxt/browser';
import type { Reference } from '../model/reference.ts';
import { tookTooLong } from './scan-limit.ts';
import { type Look, scanThoroughly } from './scan-thoroughly.ts';
import { ScanTookTooLong } from './yield-to-page.ts';

/**
 * Returns the references of this script's page after it is parsed, or `tookTooLong`. Does not wait for frames, because
 * they may never load.
 */
export async function readWhenParsed(look: Look): Promise<Reference[] | typeof tookTooLong> {
  if (window === window.top && document.readyState === 'loading') {
    await new Promise((resolve) => {
      window.addEventListener('DOMContentLoaded', resolve, { once: true });
    });
  }
  const { openOrClosedShadowRoot } = browser.dom;
  try {
    return await scanThoroughly(document, openOrClosedShadowRoot, look);
  } catch (error) {
    if (error instanceof ScanTookTooLong) return tookTooLong;
    throw error;
  }
}
