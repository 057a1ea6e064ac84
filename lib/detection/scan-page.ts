import { findReferences, findReferencesInAddress, type Reference, rankReferences } from './references.ts';
import { contextsOf, selectNodes } from './select-nodes.ts';

/** What can be scanned: a page, a frame's page, or what stands in a shadow root. */
export type Root = Document | ShadowRoot;

const links = '[href*="oppo_"],[href*="lead_"]';

/**
 * The references of a page that are quick to find, best first: its address, the selection, the main heading, links and
 * text. Reads only, in a few native passes: one selector and one reading of the text, whatever the page's size.
 */
export function scanPage(page: Document): Reference[] {
  return rankReferences([
    ...findReferencesInAddress(page.location.href),
    ...findReferences(page.getSelection()?.toString() ?? '', 'selection'),
    ...scanRoot(page),
  ]);
}

/** The references in the heading, the links and the text of a page or shadow root, in no order. */
export function scanRoot(root: Root): Reference[] {
  return [
    ...findReferences(root.querySelector('h1')?.textContent ?? '', 'heading'),
    ...Array.from(root.querySelectorAll(links)).flatMap((link) =>
      findReferencesInAddress(link.getAttribute('href') ?? '', 'link'),
    ),
    ...scanText(root),
  ];
}

// textContent glues neighbouring cells together, so an id beside a word escapes the strict pattern: where the loose
// count is higher than the strict one, the text nodes are read one by one.
function scanText(root: Root): Reference[] {
  const content: ParentNode & Node = 'body' in root ? root.body : root;
  const text = content?.textContent ?? '';
  if (!text.includes('oppo_') && !text.includes('lead_')) return [];
  const strict = findReferences(text, 'text');
  const loose = text.match(/(?:oppo|lead)_[0-9A-Za-z]{43}/g)?.length ?? 0;
  return markUnseen(content, loose === strict.length ? strict : findByNode(content));
}

function findByNode(content: ParentNode): Reference[] {
  return contextsOf(content)
    .flatMap((context) => selectNodes(context, './/text()[contains(., "oppo_") or contains(., "lead_")]'))
    .flatMap((node) => findReferences(node.nodeValue ?? '', 'text'));
}

// The text of a page contains its scripts: an id that stands only there was never shown to anyone.
function markUnseen(content: ParentNode, found: Reference[]): Reference[] {
  const unseen = new Map<string, number>();
  for (const script of content.querySelectorAll('script:not([src])'))
    for (const { id } of findReferences(script.textContent ?? '', 'data'))
      unseen.set(id, (unseen.get(id) ?? 0) + 1);
  return found.map((reference) => {
    const left = unseen.get(reference.id) ?? 0;
    if (left === 0) return reference;
    unseen.set(reference.id, left - 1);
    return { ...reference, foundIn: 'data' };
  });
}
