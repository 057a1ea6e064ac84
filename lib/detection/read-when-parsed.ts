import { browser } from 'wxt/browser';
import type { Reference } from '../model/reference.ts';
import { type Look, scanThoroughly } from './scan-thoroughly.ts';

/**
 * The references of this script's page. One that is still loading is waited for, but none of its frames, which may never
 * be there.
 */
export async function readWhenParsed(look: Look): Promise<Reference[]> {
  if (window === window.top && document.readyState === 'loading') {
    await new Promise((resolve) => {
      window.addEventListener('DOMContentLoaded', resolve, { once: true });
    });
  }
  const { openOrClosedShadowRoot } = browser.dom;
  return scanThoroughly(document, openOrClosedShadowRoot, look);
}
