/** All nodes below `context` that an XPath expression selects, in document order; one native pass. */
export function selectNodes(context: Node, expression: string): Node[] {
  const page = context.ownerDocument ?? document;
  const nodes = page.evaluate(expression, context, null, XPathResult.ORDERED_NODE_SNAPSHOT_TYPE);
  return Array.from({ length: nodes.snapshotLength }, (_, index) => nodes.snapshotItem(index) as Node);
}

/** Where XPath may start: it takes elements, but no shadow root. */
export function contextsOf(content: ParentNode): Node[] {
  return content instanceof Element ? [content] : [...content.children];
}
