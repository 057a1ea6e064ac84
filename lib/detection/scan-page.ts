import {
  countLooseReferences,
  findReferences,
  findReferencesInAddress,
  findReferencesInSource,
  type Reference,
  rankReferences,
} from './references.ts';

/** What can be scanned: a page, a frame's page, or what stands in a shadow root. */
export type Root = Document | ShadowRoot;

/** From here on, asking the browser once more is quicker than asking every element. */
const mostAsked = 500;

/**
 * The references of a page that are quick to find, best first: its address, the selection, the main heading, links and
 * text. Reads only, in a few native passes: one selector and one reading of the text, whatever the page's size.
 */
export function scanPage(page: Document): Reference[] {
  return rankReferences([...scanSurePlaces(page), ...scanLinks(page), ...scanText(page)]);
}

/** The references in a page's address and in what is selected. */
export function scanSurePlaces(page: Document): Reference[] {
  return [
    ...findReferencesInAddress(page.location.href),
    ...findReferences(page.getSelection()?.toString() ?? '', 'selection'),
  ];
}

/** The references in the targets of links. */
export function scanLinks(root: Root): Reference[] {
  return valuesOf(root, 'href').flatMap((target) => findReferencesInAddress(target, 'link'));
}

/** The values of an attribute that may hold an id. */
export function valuesOf(root: Root, attribute: string): string[] {
  // Both kinds of id have an underscore, and one plain selector takes half the time of a list of two.
  let holders = root.querySelectorAll(`[${attribute}*="_"]`);
  if (holders.length > mostAsked)
    holders = root.querySelectorAll(`[${attribute}*="oppo_"],[${attribute}*="lead_"]`);
  return Array.from(holders, (holder) => holder.getAttribute(attribute) ?? '');
}

/**
 * The references in the text of a page or shadow root, hidden text and inline data included. textContent glues
 * neighbouring cells together, so an id beside a word escapes the strict pattern: where the loose count is another than
 * the strict one, the text nodes are read one by one.
 */
export function scanText(root: Root): Reference[] {
  const parts: ArrayLike<Node> = 'documentElement' in root ? (root.documentElement?.children ?? []) : [root];
  const texts = Array.from(parts, ({ textContent }) => textContent ?? '');
  const loose = texts.reduce((sum, text) => sum + countLooseReferences(text), 0);
  if (loose === 0) return [];
  const strict = texts.flatMap((text) => findReferences(text, 'text'));
  const scripts = Array.from(root.querySelectorAll('script'), ({ textContent }) => textContent);
  return [
    ...findReferences(root.querySelector('h1')?.textContent ?? '', 'heading'),
    ...markUnseen(loose === strict.length ? strict : findByNode(root), scripts),
    ...scripts.flatMap((script) => findReferencesInSource(script, 'data')),
  ];
}

function findByNode(root: Root): Reference[] {
  // XPath starts from elements and pages, but from no shadow root.
  const starts = 'documentElement' in root ? [root] : [...root.children];
  const below = starts.flatMap((start) =>
    selectNodes(start, './/text()[contains(., "oppo_") or contains(., "lead_")]'),
  );
  return [...root.childNodes, ...below].flatMap((node) => findReferences(node.nodeValue ?? '', 'text'));
}

// The text of a page contains its scripts: an id that stands only there was never shown to anyone.
function markUnseen(found: readonly Reference[], scripts: readonly string[]): Reference[] {
  const unseen = new Map<string, number>();
  for (const script of scripts)
    for (const { id } of findReferences(script, 'data')) unseen.set(id, (unseen.get(id) ?? 0) + 1);
  return found.map((reference) => {
    const left = unseen.get(reference.id) ?? 0;
    if (left === 0) return reference;
    unseen.set(reference.id, left - 1);
    return { ...reference, foundIn: 'data' };
  });
}

/** All nodes below a page or element that an XPath expression selects, in document order; one native pass. */
function selectNodes(start: Document | Element, expression: string): Node[] {
  const page = start.ownerDocument ?? document;
  const nodes = page.evaluate(expression, start, null, XPathResult.ORDERED_NODE_SNAPSHOT_TYPE);
  return Array.from({ length: nodes.snapshotLength }, (_, index) => nodes.snapshotItem(index) as Node);
}
