import { browser } from 'wxt/browser';
import type { Reference } from '../model/reference.ts';
import { type Look, scanThoroughly } from './scan-thoroughly.ts';

/**
 * Returns the references of this script's page after it is parsed. Does not wait for frames, because they may never
 * load.
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
