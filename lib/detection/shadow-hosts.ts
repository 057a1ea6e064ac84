import type { Root } from './page-root.ts';

/** Gives an element's shadow root, closed ones too where the browser allows it. */
export type ShadowRootOf = (element: HTMLElement) => ShadowRoot | null;

// Of the elements of HTML itself only these can have a shadow root.
const ordinaryHosts =
  'article aside blockquote body div footer h1 h2 h3 h4 h5 h6 header main nav p section span'.split(' ');

// All that most pages consist of, the most frequent first, because the browser compares one name after the other.
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
  // Of a form, its own fields can stand in place of its name.
  yield Array.from(others).filter(({ localName }) => String(localName).includes('-'));
  for (const name of ordinaryHosts) yield root.querySelectorAll(name);
}

/** Drawings have elements of such names as well. */
export function isOfHtml(element: Element): element is HTMLElement {
  return element.namespaceURI === html;
}
