/** Root to scan: the root element of a page or of a frame's page, or a shadow root. */
export type Root = Element | ShadowRoot;

/** Returns an attribute, "" if missing. Avoids the element's own method, because fields of a form can replace it. */
export function readAttribute(element: Element, name: string): string {
  return Element.prototype.getAttribute.call(element, name) ?? '';
}

export function isShadowRoot(root: Root): root is ShadowRoot {
  return root.nodeType === Node.DOCUMENT_FRAGMENT_NODE;
}

// Marked as pure, so that scripts which need neither leave them out.
const readChildren = /* @__PURE__ */ getterOf<HTMLCollection>(Element.prototype, 'children');
const readParent = /* @__PURE__ */ getterOf<ParentNode | null>(Node.prototype, 'parentNode');

/** Returns the content of an element as markup; "" if it contains only text. */
export function markupIn(element: Element): string {
  return childrenOf(element).length === 0 ? '' : Element.prototype.getHTML.call(element);
}

/** Returns the live list of an element's children. */
export function childrenOf(element: Element): HTMLCollection {
  return readChildren.call(element);
}

/** Returns the elements that contain an element at a multiple of `stride` in the list of all elements of a root. */
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
