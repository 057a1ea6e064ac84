const { documentElement, body, title } = document;
const address = location.href;
const attributes = [documentElement, body].map((element) => [element, [...element.attributes]] as const);
const removals = new Set<() => void>();

for (const target of [window, document] as EventTarget[]) {
  const add = target.addEventListener.bind(target);
  // Remembered, because what a page's code listens to lasts as long as its document, which the tests of a file share.
  target.addEventListener = (...listener: Parameters<typeof add>) => {
    removals.add(() => target.removeEventListener(...listener));
    add(...listener);
  };
}

/** Forgets the listeners of the page so far, which then stay. */
export function keepListeners(): void {
  removals.clear();
}

/** Gives the page the state in which it was loaded, but for its styles. */
export function emptyPage(): void {
  body.replaceChildren();
  for (const remove of removals) remove();
  removals.clear();
  for (const [element, before] of attributes) {
    for (const { name } of [...element.attributes]) element.removeAttribute(name);
    for (const { name, value } of before) element.setAttribute(name, value);
  }
  document.title = title;
  if (location.href !== address) history.replaceState(null, '', address);
  getSelection()?.removeAllRanges();
}
