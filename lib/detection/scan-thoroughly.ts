import type { Reference } from '../model/reference.ts';
import { findReferencesInMarkup, findReferencesInValue } from './markup.ts';
import { childrenOf, findLarge, isShadowRoot, markupIn, type Root, readAttribute } from './page-root.ts';
import { findReferences, findReferencesInAddress, rankReferences } from './references.ts';
import { scanLinks, scanSurePlaces, scanText, textsOf, valuesOf } from './scan-page.ts';
import { findPossibleHosts, isOfHtml, type ShadowRootOf } from './shadow-hosts.ts';
import { createYieldToPage } from './yield-to-page.ts';

/** How far a look goes: the first one leaves out what takes long on a large page, the whole one nothing. */
export type Look = 'first' | 'whole';

// Attributes in which tools store ids. Those that no element has cost nothing.
const usualAttributes = [
  'data-id',
  'data-opportunity-id',
  'data-opportunity',
  'data-deal-id',
  'data-deal',
  'data-lead-id',
  'data-record-id',
  'data-item-id',
  'data-row-id',
  'data-entity-id',
  'data-reference',
  'data-url',
  'data-href',
  'data-clipboard-text',
];

/** Below this number of elements, each element is checked at once, which takes 1 to 2 ms. */
const fewElements = 1000;

/** Above this number of letters, form fields are skipped, because finding them takes a third of the whole look. */
const longText = 1_000_000;

/** Pages made of components have thousands of shadow roots; reading one takes about 10 µs. */
const maxRoots = 10_000;
const hostsAtOnce = 100;

/** Writing this many elements as markup takes about 0.1 ms. */
const maxInPiece = 500;
const piecesAtOnce = 10;

/**
 * Returns the references of a page, best first: in address, selection, links and text, then form values, attributes,
 * shadow roots and frames of the same origin. `look` decides about slow checks of single elements. Yields to the page in between.
 */
export async function scanThoroughly(
  page: Document,
  shadowRootOf: ShadowRootOf,
  look: Look,
): Promise<Reference[]> {
  const yieldToPage = createYieldToPage();
  const postponed: Root[] = [];
  let found = scanSurePlaces(page);
  let roots = 0;

  // Keeps only the best, because a page can contain a million ids.
  function keep(references: Reference[]): void {
    if (references.length > 0) found = rankReferences([...found, ...rankReferences(references)]);
  }

  async function visit(root: Root | null): Promise<void> {
    roots += 1;
    if (!root || roots > maxRoots) return;
    const texts = textsOf(root);
    const isLong = texts.reduce((sum, { length }) => sum + length, 0) > longText;
    await yieldToPage();
    keep(scanText(root, texts));
    for (const scan of [
      scanLinks,
      scanUsualAttributes,
      ...(isLong && look === 'first' ? [] : [scanControls]),
    ]) {
      await yieldToPage();
      keep(scan(root));
    }
    await yieldToPage();
    for (const frame of framesOf(root)) {
      // A frame of another origin, or one that was just removed, gives no document.
      if (frame.contentDocument) await visit(frame.contentDocument.documentElement);
    }
    if (isLarge(root)) postponed.push(root);
    else await searchElements(root);
  }

  async function searchElements(root: Root): Promise<void> {
    const large = findLarge(root.querySelectorAll('*'), maxInPiece);
    await yieldToPage();
    await searchAttributes(isShadowRoot(root) ? root.children : [root], large);
    for (const hosts of findPossibleHosts(root)) {
      await yieldToPage();
      // Uses an index, because iterating such a list takes twice the time.
      for (let place = 0; place < hosts.length; place += 1) {
        if (place % hostsAtOnce === hostsAtOnce - 1) await yieldToPage();
        const host = hosts[place] as Element;
        const inner = isOfHtml(host) && shadowRootOf(host);
        if (inner) await visit(inner);
      }
    }
  }

  // Reads attributes as markup in pieces, because asking each element takes longer.
  async function searchAttributes(pieces: ArrayLike<Element>, large: ReadonlySet<Node>): Promise<void> {
    for (let place = 0; place < pieces.length; place += 1) {
      if (place % piecesAtOnce === 0) await yieldToPage();
      const piece = pieces[place];
      if (!piece) continue;
      keep(scanAttributes(piece));
      if (large.has(piece)) await searchAttributes(childrenOf(piece), large);
      else keep(findReferencesInMarkup(markupIn(piece)));
    }
  }

  await visit(page.documentElement);
  if (look === 'whole') for (const root of postponed) await searchElements(root);
  return rankReferences(found);
}

function isLarge(root: Root): boolean {
  // Asks for one element by index, because the browser then counts no further. A shadow root has no such list.
  if (isShadowRoot(root)) return root.querySelectorAll('*').length >= fewElements;
  return root.getElementsByTagName('*').item(fewElements - 1) !== null;
}

function framesOf(root: Root): HTMLIFrameElement[] {
  // Returns early without checking elements, because most pages have none.
  return window.length === 0 ? [] : [...root.querySelectorAll<HTMLIFrameElement>('iframe,frame')];
}

function scanControls(root: Root): Reference[] {
  const inputs = [...root.querySelectorAll('input')].filter(({ type }) => type !== 'password');
  return [...inputs, ...root.querySelectorAll('textarea')].flatMap(({ value }) =>
    // An SVG element may have the same name, and has no value.
    value ? [...findReferences(value, 'form'), ...findReferencesInAddress(value, 'form')] : [],
  );
}

function scanUsualAttributes(root: Root): Reference[] {
  return usualAttributes.flatMap((name) => valuesOf(root, name)).flatMap(findReferencesInValue);
}

function scanAttributes(element: Element): Reference[] {
  const names = Element.prototype.getAttributeNames.call(element);
  return names.flatMap((name) => findReferencesInValue(readAttribute(element, name)));
}
