import { findMailAddresses } from './mail-addresses.ts';
import { readAttribute } from './page-root.ts';

const maxElements = 500;
const maxAddresses = 500;
const maxLetters = 2_000;

// Attributes in which mail and calendar programs write the address of a sender, recipient or guest.
const attributes = ['email', 'data-hovercard-id', 'data-email', 'data-address', 'title', 'aria-label'];
const attributeSelector = attributes.map((name) => `[${name}*="@"]`).join(',');
const linkSelector = 'a[href^="mailto:" i]';
const textPath =
  './/text()[contains(., "@")][not(ancestor::script or ancestor::style or ancestor::template or ancestor::noscript)]';

/** Where an address was found, in order of rank. */
type Place = 'selection' | 'attribute' | 'link' | 'text';
const places: readonly Place[] = ['selection', 'attribute', 'link', 'text'];
type Found = { address: string; place: Place; node: Node };

/**
 * Returns the mail addresses of a page: those in the selection first, then those in labels, mail links and text, each nearest
 * to the main heading first. Reads only what the browser finds natively, so that a page without addresses costs little.
 */
export function scanPeople(page: Document): string[] {
  const { body } = page;
  if (!body) return [];
  const selected = findMailAddresses(page.defaultView?.getSelection()?.toString().slice(0, maxLetters) ?? '');
  const found: Found[] = [
    ...selected.map((address): Found => ({ address, place: 'selection', node: body })),
    ...findInElements(body, attributeSelector, 'attribute', (element) =>
      attributes.map((name) => readAttribute(element, name)).join('\n'),
    ),
    ...findInElements(body, linkSelector, 'link', (element) => decode(readAttribute(element, 'href'))),
    ...findInTexts(page, body),
  ];
  const heading = findHeading(page);
  const ranked = places.flatMap((place) =>
    nearestFirst(
      found.filter((each) => each.place === place),
      heading,
    ),
  );
  return [...new Set(ranked.map(({ address }) => address))].slice(0, maxAddresses);
}

function findInElements(
  body: Element,
  selector: string,
  place: Place,
  textOf: (element: Element) => string,
): Found[] {
  return Array.from(body.querySelectorAll(selector))
    .slice(0, maxElements)
    .flatMap((node) =>
      findMailAddresses(textOf(node).slice(0, maxLetters)).map((address) => ({ address, place, node })),
    );
}

function findInTexts(page: Document, body: Element): Found[] {
  // Reading the whole text at once takes a tenth of the time of looking at each text.
  if (!body.textContent.includes('@')) return [];
  const nodes = page.evaluate(textPath, body, null, XPathResult.ORDERED_NODE_ITERATOR_TYPE);
  const found: Found[] = [];
  for (let count = 0; count < maxElements; count += 1) {
    const node = nodes.iterateNext();
    if (!node) break;
    const own = findMailAddresses((node.nodeValue ?? '').slice(0, maxLetters));
    // An address may be divided by elements such as <wbr>; a complete one must not be joined with its neighbors.
    const joined = node.parentElement?.textContent ?? '';
    const addresses = own.length > 0 || joined.length > maxLetters ? own : findMailAddresses(joined);
    for (const address of addresses) found.push({ address, place: 'text', node });
  }
  return found;
}

// Only the address counts: a link's subject and text may name other people.
function decode(href: string): string {
  const [addresses = ''] = href.slice('mailto:'.length).split('?');
  try {
    return decodeURIComponent(addresses);
  } catch {
    return addresses;
  }
}

// Mail programs put the subject into the title of the page, beside the shorter name of the program.
function findHeading(page: Document): Element | null {
  const headings = [...page.querySelectorAll('h1,h2,[role="heading"]')].slice(0, 100);
  const textOf = (heading: Element) => (heading.textContent ?? '').trim();
  const ofTitle = headings
    .filter((heading) => textOf(heading).length > 3 && page.title.includes(textOf(heading)))
    .sort((one, other) => textOf(other).length - textOf(one).length)[0];
  return ofTitle ?? headings.find(({ tagName }) => tagName === 'H1') ?? headings[0] ?? null;
}

// Puts those after the heading first, in their order, because sender and recipients follow the subject.
function nearestFirst(found: readonly Found[], heading: Element | null): Found[] {
  if (!heading) return [...found];
  const isBefore = ({ node }: Found) =>
    (heading.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_PRECEDING) !== 0;
  return [...found.filter((each) => !isBefore(each)), ...found.filter(isBefore).reverse()];
}
