import { createBreather } from './breathe.ts';
import {
  findReferencesInAddress,
  findReferencesInSource,
  isAboutDeal,
  type Reference,
  rankReferences,
} from './references.ts';
import { type Root, scanLinks, scanSurePlaces, scanText, valuesOf } from './scan-page.ts';

/** Gives an element's shadow root, closed ones too where the browser allows it. */
export type ShadowRootOf = (element: HTMLElement) => ShadowRoot | null;

// Where tools put ids. A selector cannot ask for any attribute, but for one that no element has it costs nothing.
const usualAttributes = [
  'data-id',
  'data-opportunity-id',
  'data-opportunity',
  'data-deal-id',
  'data-record-id',
  'data-reference',
];

/** A root with fewer elements is asked element by element at once: that takes a millisecond or two. */
const fewElements = 1000;

// Of the ordinary elements only these can have a shadow root, and asking takes a microsecond: so not without end.
const ordinaryHosts = new Set(
  'article aside blockquote body div footer h1 h2 h3 h4 h5 h6 header main nav p section span'.split(' '),
);
const mostOrdinaryHosts = 10_000;
const mostRoots = 500;
const elementsAtOnce = 100;

/**
 * All references of a page, best first: those of `scanPage`, then form values, attributes, shadow roots and frames of the
 * same origin. Large pages are first read in native passes alone, a few for the whole page; asking their elements one by
 * one costs many times as much and is left for pages that name no deal elsewhere. The page's own work gets
 * its turn in between.
 */
export async function scanThoroughly(page: Document, shadowRootOf: ShadowRootOf): Promise<Reference[]> {
  const breathe = createBreather();
  const found = scanSurePlaces(page);
  const large: Root[] = [];
  let roots = 0;

  async function visit(root: Root): Promise<void> {
    roots += 1;
    if (roots > mostRoots) return;
    for (const scan of [scanLinks, scanText, scanControls, scanUsualAttributes]) {
      found.push(...scan(root));
      await breathe();
    }
    for (const frame of framesOf(root)) {
      // A frame of another origin has no document for us, and one that has just vanished has none either.
      if (frame.contentDocument) await visit(frame.contentDocument);
    }
    if (isLarge(root)) large.push(root);
    else await searchElements(root);
  }

  // Any attribute may hold an id and any element a shadow root, which no selector can ask for.
  async function searchElements(root: Root): Promise<void> {
    let ordinary = 0;
    for (const [place, element] of root.querySelectorAll<HTMLElement>('*').entries()) {
      if (place % elementsAtOnce === 0) await breathe();
      scanAttributes(element, found);
      if (!element.localName.includes('-')) {
        if (ordinary > mostOrdinaryHosts || !ordinaryHosts.has(element.localName)) continue;
        ordinary += 1;
      }
      const inner = shadowRootOf(element);
      if (inner) await visit(inner);
    }
  }

  await visit(page);
  for (const root of large) {
    if (isAboutDeal(found)) break;
    await searchElements(root);
  }
  return rankReferences(found);
}

function isLarge(root: Root): boolean {
  // Asking for one element, the browser counts no further; a shadow root has no such list.
  if (!('documentElement' in root)) return root.querySelectorAll('*').length >= fewElements;
  return root.getElementsByTagName('*').item(fewElements) !== null;
}

function framesOf(root: Root): Iterable<HTMLIFrameElement> {
  const view = ('documentElement' in root ? root : root.ownerDocument).defaultView;
  // Most pages have none, and that is known without a look at their elements.
  return view?.length === 0 ? [] : root.querySelectorAll<HTMLIFrameElement>('iframe,frame');
}

function scanControls(root: Root): Reference[] {
  const inputs = [...root.querySelectorAll('input')].filter(({ type }) => type !== 'password');
  return [...inputs, ...root.querySelectorAll('textarea')].flatMap(({ value }) =>
    findReferencesInAddress(value, 'form'),
  );
}

function scanUsualAttributes(root: Root): Reference[] {
  return usualAttributes.flatMap((name) => valuesOf(root, name)).flatMap(scanValue);
}

function scanAttributes(element: Element, found: Reference[]): void {
  for (const name of element.getAttributeNames()) {
    const value = element.getAttribute(name);
    if (value?.includes('_')) found.push(...scanValue(value));
  }
}

function scanValue(value: string): Reference[] {
  const found = findReferencesInAddress(value, 'attribute');
  return value.includes('\\') ? [...found, ...findReferencesInSource(value, 'attribute')] : found;
}
