import type { Reference } from '../model/reference.ts';
import { isShadowRoot, type Root, readAttribute } from './page-root.ts';
import {
  countLooseReferences,
  findReferences,
  findReferencesInAddress,
  findReferencesInSource,
  isWordPart,
  mayContinue,
  wordJoint,
} from './references.ts';

/** Above this number of elements, one more selector is faster than checking each element. */
const maxQueried = 500;

/** Returns the references in the page's address and in the selection. */
export function scanSurePlaces(page: Document): Reference[] {
  return [
    ...findReferencesInAddress(page.location.href),
    ...findReferences(window.getSelection()?.toString() ?? '', 'selection'),
  ];
}

/** Returns the references in the targets of links. */
export function scanLinks(root: Root): Reference[] {
  return valuesOf(root, 'href').flatMap((target) => findReferencesInAddress(target, 'link'));
}

/** Returns the values of an attribute that may contain an id. */
export function valuesOf(root: Root, attribute: string): string[] {
  // Selects by the underscore of both kinds of id, because a list of two selectors takes twice the time.
  let holders = root.querySelectorAll(`[${attribute}*="_"]`);
  if (holders.length > maxQueried)
    holders = root.querySelectorAll(`[${attribute}*="oppo_"],[${attribute}*="lead_"]`);
  return Array.from(holders, (holder) => readAttribute(holder, attribute));
}

/**
 * Returns the references in the text of a page or shadow root, including hidden text and inline data. Reads the text nodes
 * one by one if the loose count differs, because textContent joins neighboring cells and hides an id beside a word.
 */
export function scanText(root: Root, texts = textsOf(root)): Reference[] {
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

/** Returns the text of a page or shadow root in a few long pieces. */
export function textsOf(root: Root): string[] {
  const parts: ArrayLike<Node> = isShadowRoot(root) ? [root] : root.children;
  return Array.from(parts, ({ textContent }) => textContent ?? '');
}

function findByNode(root: Root): Reference[] {
  // XPath starts from elements, but from no shadow root.
  const starts = isShadowRoot(root) ? [...root.children] : [root];
  const below = starts.flatMap((start) =>
    selectNodes(start, './/text()[contains(., "oppo") or contains(., "lead")]'),
  );
  return [...root.childNodes, ...below].flatMap((node) => findReferences(textFrom(node), 'text'));
}

// Elements within a line, which may divide a word; names with a hyphen are those of highlighters and other components.
const inLine = new Set(
  (
    'a abbr b bdi bdo big cite code del dfn em font i ins kbd label mark q s samp small span strike strong sub sup time ' +
    'tspan tt u var wbr'
  ).split(' '),
);
const maxSteps = 100;

/** Returns the text of a node, with the rest of the word if an id may go on in the next elements of the line. */
export function textFrom(start: Node): string {
  let text = start.nodeValue ?? '';
  if (!mayContinue(text)) return text;
  let node: Node | null = start;
  for (let step = 0; step < maxSteps; step += 1) {
    node = nextInLine(node);
    if (!node) break;
    if (node.nodeType !== Node.TEXT_NODE) continue;
    text += wordJoint + node.nodeValue;
    if (!isWordPart(node.nodeValue ?? '')) break;
  }
  return text;
}

/** Returns the next node in document order, or null at the end of the line. */
function nextInLine(node: Node): Node | null {
  let next = node.nodeType === Node.ELEMENT_NODE ? node.firstChild : null;
  for (let current = node; !next; ) {
    next = current.nextSibling;
    if (next) break;
    if (!current.parentNode || !isInLine(current.parentNode)) return null;
    current = current.parentNode;
  }
  return isInLine(next) ? next : null;
}

function isInLine(node: Node): boolean {
  if (node.nodeType !== Node.ELEMENT_NODE) return node.nodeType !== Node.DOCUMENT_FRAGMENT_NODE;
  // A field of a form can stand in the place of its name.
  const name = String((node as Element).localName);
  return inLine.has(name) || name.includes('-');
}

// Drops ids that occur only in scripts, because the text of a page includes its scripts.
function markUnseen(found: readonly Reference[], scripts: readonly string[]): Reference[] {
  const unseen = new Map<string, number>();
  for (const script of scripts)
    for (const { id } of findReferences(script, 'data')) unseen.set(id, (unseen.get(id) ?? 0) + 1);
  return found.map((reference) => {
    const remaining = unseen.get(reference.id) ?? 0;
    if (remaining === 0) return reference;
    unseen.set(reference.id, remaining - 1);
    return { ...reference, foundIn: 'data' };
  });
}

/** Returns all nodes below an element that an XPath expression selects, in document order; one native pass. */
function selectNodes(start: Element, expression: string): Node[] {
  const nodes = new XPathEvaluator().evaluate(
    expression,
    start,
    null,
    XPathResult.ORDERED_NODE_SNAPSHOT_TYPE,
  );
  return Array.from({ length: nodes.snapshotLength }, (_, index) => nodes.snapshotItem(index) as Node);
}
