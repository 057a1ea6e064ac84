import {
  findReferencesInAddress,
  findReferencesInSource,
  type Reference,
  rankReferences,
} from './references.ts';
import { type Root, scanPage, scanRoot } from './scan-page.ts';
import { selectNodes } from './select-nodes.ts';
import { createBreather, piecesOf } from './slices.ts';

/** Gives an element's shadow root, closed ones too where the browser allows it. */
export type ShadowRootOf = (element: HTMLElement) => ShadowRoot | null;

const mostRoots = 500;
const attributesWithIds = './/@*[contains(., "oppo_") or contains(., "lead_")]';
const ownAttributesWithIds = '@*[contains(., "oppo_") or contains(., "lead_")]';
const controls = 'input:not([type=password]),textarea';
// Only these elements and custom ones can have a shadow root.
const hosts = 'article,aside,blockquote,body,div,footer,h1,h2,h3,h4,h5,h6,header,main,nav,p,section,span';
const customElements = './/*[contains(local-name(), "-")]';

/**
 * All references of a page, best first: what `scanPage` finds, then attributes, form values, inline data, shadow roots
 * and frames of the same origin. Works in slices of a few milliseconds, so that the page stays usable.
 */
export async function scanThoroughly(page: Document, shadowRootOf: ShadowRootOf): Promise<Reference[]> {
  const breathe = createBreather();
  const found = scanPage(page);
  const roots: Root[] = [page];
  for (let root = roots.shift(), seen = 0; root && seen < mostRoots; root = roots.shift(), seen += 1) {
    await breathe();
    if (root !== page) found.push(...scanRoot(root));
    found.push(...scanControls(root), ...scanScripts(root));
    for (const { element, isWhole } of piecesOf(root)) {
      await breathe();
      found.push(...scanAttributes(element, isWhole));
      roots.push(...innerRoots(element, isWhole, shadowRootOf));
    }
  }
  return rankReferences(found);
}

function scanAttributes(element: Element, isWhole: boolean): Reference[] {
  const own = selectNodes(element, ownAttributesWithIds);
  const inner = isWhole ? selectNodes(element, attributesWithIds) : [];
  return [...own, ...inner].flatMap((attribute) => {
    const value = attribute.nodeValue ?? '';
    return [...findReferencesInAddress(value, 'attribute'), ...findReferencesInSource(value, 'attribute')];
  });
}

function scanControls(root: Root): Reference[] {
  return Array.from(root.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(controls)).flatMap(
    ({ value }) => findReferencesInAddress(value, 'form'),
  );
}

function scanScripts(root: Root): Reference[] {
  return Array.from(root.querySelectorAll('script:not([src])')).flatMap(({ textContent }) =>
    findReferencesInSource(textContent ?? '', 'data'),
  );
}

function innerRoots(element: Element, isWhole: boolean, shadowRootOf: ShadowRootOf): Root[] {
  const candidates = [
    ...(element.matches(hosts) || element.localName.includes('-') ? [element] : []),
    ...(isWhole ? element.querySelectorAll(hosts) : []),
    ...(isWhole ? selectNodes(element, customElements) : []),
  ];
  const frames = [
    ...(element.matches('iframe,frame') ? [element] : []),
    ...(isWhole ? element.querySelectorAll('iframe,frame') : []),
  ];
  return [
    ...candidates.flatMap((candidate) => shadowRootOf(candidate as HTMLElement) ?? []),
    // A frame of another origin has no document for us, and one that has just vanished has none either.
    ...frames.flatMap((frame) => (frame as HTMLIFrameElement).contentDocument ?? []),
  ];
}
