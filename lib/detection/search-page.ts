import type { Reference } from '../model/reference.ts';
import { readAttribute } from './page-root.ts';
import {
  countLooseReferences,
  findReferences,
  findReferencesInAddress,
  findReferencesInSource,
  maxReferences,
  mayContinue,
} from './references.ts';
import { textFrom } from './scan-page.ts';
import { mayContainReferences } from './unwrap-address.ts';

/** References by id, each as it was found first. */
export type Finds = Map<string, Reference>;

const linksInStep = 20;
const elementsInStep = 200;

/**
 * Adds the references in the targets of a page's links, in short steps; `onDeal` gets each link to an opportunity. Lists
 * the links natively, because the browser passes over other elements a hundred times faster than a script.
 */
export function* searchLinks(
  root: Element,
  finds: Finds,
  onDeal: (link: Element, reference: Reference) => void,
): Generator<void> {
  const links = root.getElementsByTagName('a');
  for (let place = 0; ; place += 1) {
    if (place % linksInStep === 0) yield;
    const link = links[place];
    if (!link) return;
    const target = readAttribute(link, 'href');
    // Links to leads only count while nothing better is found, and large lists have thousands.
    if (!mayContainReferences(target) || (finds.size >= maxReferences && !target.includes('ppo'))) continue;
    const references = findReferencesInAddress(target, 'link');
    add(finds, references);
    const [first] = references;
    if (first?.kind === 'opportunity') onDeal(link, first);
  }
}

/** Adds the references in a page's texts, in short steps, until there are as many as can be listed. */
export function* searchTexts(root: Element, finds: Finds): Generator<void> {
  const elements = root.getElementsByTagName('*');
  const range = new Range();
  let end: Element | undefined;
  for (let place = 0; finds.size < maxReferences; place += elementsInStep) {
    yield;
    // The page may have become shorter.
    const start = place === 0 ? root.firstChild : elements[place];
    if (!start) return;
    end = elements[place + elementsInStep];
    range.setStartBefore(start);
    if (end) range.setEndBefore(end);
    else range.setEndAfter(root.lastChild ?? start);
    const text = range.toString();
    const references = findReferences(text, 'text');
    // Texts are read one by one if an id is beside a word, or if one may go on in the next piece.
    const isWhole = countLooseReferences(text) === references.length && !mayContinue(text);
    add(finds, isWhole ? references : findByText(root, start, end));
    if (!end) return;
  }
}

function findByText(root: Element, start: Node, end: Node | undefined): Reference[] {
  const found: Reference[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  walker.currentNode = start;
  for (let node: Node | null = start; node; node = walker.nextNode()) {
    if (end && node.compareDocumentPosition(end) & Node.DOCUMENT_POSITION_PRECEDING) break;
    if (node.nodeType !== Node.TEXT_NODE || !/oppo|lead/.test(node.nodeValue ?? '')) continue;
    const find = node.parentNode?.nodeName === 'SCRIPT' ? findReferencesInSource : findReferences;
    found.push(...find(textFrom(node), 'text'));
  }
  return found;
}

function add(finds: Finds, references: readonly Reference[]): void {
  for (const reference of references) if (!finds.has(reference.id)) finds.set(reference.id, reference);
}
