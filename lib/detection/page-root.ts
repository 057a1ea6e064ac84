/** What can be scanned: the root element of a page or of a frame's page, or a shadow root. */
export type Root = Element | ShadowRoot;

/** An attribute's value, "" where there is none. A form's own fields can stand in place of its members. */
export function readAttribute(element: Element, name: string): string {
  return Element.prototype.getAttribute.call(element, name) ?? '';
}

export function isShadowRoot(root: Root): root is ShadowRoot {
  return root.nodeType === Node.DOCUMENT_FRAGMENT_NODE;
}

const readChildren = getterOf<HTMLCollection>(Element.prototype, 'children');
const readParent = getterOf<ParentNode | null>(Node.prototype, 'parentNode');

/** Returns the content of an element as markup; "" if it contains only text. */
export function markupIn(element: Element): string {
  return childrenOf(element).length === 0 ? '' : Element.prototype.getHTML.call(element);
}

/** The elements right in an element, as they are at any moment. */
export function childrenOf(element: Element): HTMLCollection {
  return readChildren.call(element);
}

/** All elements that have, in a list of all elements of a root, one at a multiple of `stride` below them. */
export function findLarge(elements: ArrayLike<Element>, stride: number): ReadonlySet<Node> {
  const large = new Set<Node>();
  for (let place = stride; place < elements.length; place += stride) {
    let above = elements[place] && readParent.call(elements[place] as Element);
    for (; above && !large.has(above); above = readParent.call(above)) large.add(above);
  }
  return large;
}

function getterOf<Value>(prototype: object, name: string): (this: Node) => Value {
  return Object.getOwnPropertyDescriptor(prototype, name)?.get as () => Value;
}
