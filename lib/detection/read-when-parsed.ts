import { browser } from 'wxt/browser';
import type { Reference } from '../model/reference.ts';
import { nameReferences } from './name-references.ts';
import { notReadable, tookTooLong } from './scan-limit.ts';
import { scanPeople } from './scan-people.ts';
import { type Look, scanThoroughly } from './scan-thoroughly.ts';
import { ScanTookTooLong } from './yield-to-page.ts';

/** What a script finds in its page; only the whole look gathers `people`, because pages with an id need none. */
export type PageScan = { references: Reference[]; people: string[] };

/**
 * Returns what this script's page shows after it is parsed, `tookTooLong`, or `notReadable` for the browser's own viewers.
 * Does not wait for frames, because they may never load.
 */
export async function readWhenParsed(
  look: Look,
): Promise<PageScan | typeof tookTooLong | typeof notReadable> {
  if (window === window.top && document.readyState === 'loading') {
    await new Promise((resolve) => {
      window.addEventListener('DOMContentLoaded', resolve, { once: true });
    });
  }
  // The browser shows a PDF in a frame of its own extension, out of reach.
  if (document.contentType === 'application/pdf') return notReadable;
  const { openOrClosedShadowRoot } = browser.dom;
  try {
    const references = await scanThoroughly(document, openOrClosedShadowRoot, look);
    return { references: nameAll(references), people: look === 'whole' ? findPeople() : [] };
  } catch (error) {
    if (error instanceof ScanTookTooLong) return tookTooLong;
    throw error;
  }
}

function nameAll(references: Reference[]): Reference[] {
  try {
    return references.length > 1 ? nameReferences(document, references) : references;
  } catch {
    return references;
  }
}

// A page can put elements in the place of the document's functions, and then has no people.
function findPeople(): string[] {
  try {
    return scanPeople(document);
  } catch {
    return [];
  }
}
