const sliceMs = 3;
const mostNodes = 1_000;

/** Cuts what stands below `root` into pieces of about a thousand elements, each small enough for one slice of work. */
export function* piecesOf(root: ParentNode): Generator<{ element: Element; isWhole: boolean }> {
  for (const element of root.children) {
    if (element.getElementsByTagName('*').length <= mostNodes) {
      yield { element, isWhole: true };
    } else {
      // Too large: the element alone, then its children.
      yield { element, isWhole: false };
      yield* piecesOf(element);
    }
  }
}

/** Lets the page breathe: the function it returns waits for the page's own work once a slice has been used up. */
export function createBreather(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < sliceMs) return;
    await new Promise<void>((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve();
      port2.postMessage(null);
    });
    since = performance.now();
  };
}
