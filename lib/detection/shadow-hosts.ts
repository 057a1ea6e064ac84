import type { Root } from './page-root.ts';

/** Returns an element's shadow root, including closed ones if the browser allows it. */
export type ShadowRootOf = (element: HTMLElement) => ShadowRoot | null;

// The built-in elements that can have a shadow root.
const ordinaryHosts =
  'article aside blockquote body div footer h1 h2 h3 h4 h5 h6 header main nav p section span'.split(' ');

// The usual elements of pages, most frequent first, because the browser compares one name after the other.
const noComponents = [
  'b i li td tr ul img button input svg path g label option script link meta style table tbody th',
  'strong em small form select textarea ol dl dt dd code pre br hr html head title use rect circle',
]
  .join(' ')
  .split(' ');
const html = 'http://www.w3.org/1999/xhtml';

/** Returns the elements that can have a shadow root, in one native list per element name. */
export function* findPossibleHosts(root: Root): Iterable<ArrayLike<Element>> {
  const others = root.querySelectorAll(`:not(div,span,a,p,${[...noComponents, ...ordinaryHosts]})`);
  // Fields of a form can replace its `localName`.
  yield Array.from(others).filter(({ localName }) => String(localName).includes('-'));
  for (const name of ordinaryHosts) yield root.querySelectorAll(name);
}

/** Returns whether an element is HTML, because SVG has elements with the same names. */
export function isOfHtml(element: Element): element is HTMLElement {
  return element.namespaceURI === html;
}
