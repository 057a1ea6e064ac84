import {
  findReferences,
  findReferencesInAddress,
  type Place,
  type Reference,
  rankReferences,
} from './references.ts';

// Attribute names under which integrations, exports and internal tools are known to keep ids.
const attributes = ['href', 'title', 'value', 'data-id', 'data-opportunity-id', 'data-lead-id', 'data-url'];
const carriers = attributes.flatMap((name) => [`[${name}*="oppo_"]`, `[${name}*="lead_"]`]).join(',');

/**
 * All references of a page, best first: its address, the selection, the main heading, links and attributes,
 * form values, and the text. Reads only; cost is a few native passes, since walking nodes here is far slower.
 */
export function scanPage(page: Document): Reference[] {
  const address = findReferencesInAddress(page.location.href);
  return rankReferences([
    ...address,
    ...findReferences(page.getSelection()?.toString() ?? '', 'selection'),
    ...findReferences(page.querySelector('h1')?.textContent ?? '', 'heading'),
    ...scanAttributes(page),
    ...scanFormValues(page),
    ...scanText(page),
  ]);
}

function scanAttributes(page: Document): Reference[] {
  const found: Reference[] = [];
  for (const element of page.querySelectorAll(carriers)) {
    const place: Place = element.hasAttribute('href') ? 'link' : 'text';
    for (const name of attributes) {
      const value = element.getAttribute(name);
      if (value) found.push(...findReferencesInAddress(value, place));
    }
  }
  return found;
}

function scanFormValues(page: Document): Reference[] {
  const controls = page.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(
    'input:not([type=password]),textarea',
  );
  return Array.from(controls).flatMap((control) => findReferences(control.value, 'text'));
}

// textContent glues neighbouring cells together, so an id beside a word escapes the strict pattern: where the loose
// count is higher than the strict one, the text nodes are read one by one.
function scanText(page: Document): Reference[] {
  const text = page.body?.textContent ?? '';
  const strict = findReferences(text, 'text');
  const loose = text.match(/(?:oppo|lead)_[0-9A-Za-z]{43}/g)?.length ?? 0;
  if (loose === strict.length) return strict;
  const nodes = page.evaluate(
    './/text()[contains(., "oppo_") or contains(., "lead_")]',
    page.body,
    null,
    XPathResult.ORDERED_NODE_SNAPSHOT_TYPE,
  );
  return Array.from({ length: nodes.snapshotLength }, (_, index) => nodes.snapshotItem(index)).flatMap(
    (node) => findReferences(node?.nodeValue ?? '', 'text'),
  );
}
