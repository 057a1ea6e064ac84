import { createBreather } from './breathe.ts';
import {
  findReferencesInAddress,
  findReferencesInSource,
  type Reference,
  rankReferences,
} from './references.ts';
import { type Root, scanPage, scanRoot } from './scan-page.ts';
import { contextsOf, selectNodes } from './select-nodes.ts';

/** Gives an element's shadow root, closed ones too where the browser allows it. */
export type ShadowRootOf = (element: HTMLElement) => ShadowRoot | null;

const controls = 'input:not([type=password]),textarea';
// One native pass each: touching every element from JavaScript costs fifty times as much.
const attributesBelow = './/@*[contains(., "oppo_") or contains(., "lead_")]';
const ownAttributes = '@*[contains(., "oppo_") or contains(., "lead_")]';
const customElements = './/*[contains(local-name(), "-")]';
// Of the ordinary elements only these can have a shadow root; they have to be asked one by one, so not without end.
const hosts = 'article,aside,blockquote,body,div,footer,h1,h2,h3,h4,h5,h6,header,main,nav,p,section,span';
const mostHosts = 10_000;
const mostRoots = 500;

/**
 * All references of a page, best first: what `scanPage` finds, then attributes, form values, inline data, shadow roots
 * and frames of the same origin. The page's own work gets its turn in between.
 */
export async function scanThoroughly(page: Document, shadowRootOf: ShadowRootOf): Promise<Reference[]> {
  const breathe = createBreather();
  const found = scanPage(page);
  // Grows while it is walked: each root may hold further ones.
  const roots: Root[] = [page];
  for (const root of roots) {
    if (roots.length > mostRoots) break;
    await breathe();
    if (root !== page) found.push(...scanRoot(root));
    found.push(...scanControls(root), ...scanScripts(root));
    await breathe();
    found.push(...scanAttributes(root));
    for (const frame of root.querySelectorAll<HTMLIFrameElement>('iframe,frame')) {
      // A frame of another origin has no document for us, and one that has just vanished has none either.
      if (frame.contentDocument) roots.push(frame.contentDocument);
    }
    for (const host of possibleHosts(root)) {
      await breathe();
      const inner = shadowRootOf(host);
      if (inner) roots.push(inner);
    }
  }
  return rankReferences(found);
}

// Any attribute may hold an id, which no selector can ask for.
function scanAttributes(root: Root): Reference[] {
  // A shadow root's children have attributes of their own; a page is itself the start.
  const own = 'body' in root ? [] : contextsOf(root).flatMap((start) => selectNodes(start, ownAttributes));
  const below = startsOf(root).flatMap((start) => selectNodes(start, attributesBelow));
  return [...own, ...below].flatMap(({ nodeValue }) => [
    ...findReferencesInAddress(nodeValue ?? '', 'attribute'),
    ...findReferencesInSource(nodeValue ?? '', 'attribute'),
  ]);
}

function possibleHosts(root: Root): HTMLElement[] {
  const custom = startsOf(root).flatMap((start) => selectNodes(start, customElements));
  const children = [...root.children].filter(({ localName }) => localName.includes('-'));
  const ordinary = [...root.querySelectorAll(hosts)].slice(0, mostHosts);
  return [...custom, ...children, ...ordinary] as HTMLElement[];
}

function startsOf(root: Root): Node[] {
  return 'body' in root ? [root] : contextsOf(root);
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
