/** Creates an element of HTML, also in a document of XML, whose elements would otherwise be none. */
export function createElement<Name extends string>(name: Name) {
  type Created = Name extends keyof HTMLElementTagNameMap ? HTMLElementTagNameMap[Name] : HTMLElement;
  return document.createElementNS('http://www.w3.org/1999/xhtml', name) as Created;
}

/** Creates a button that ignores untrusted clicks, because pages can send those. `name` describes a symbol label. */
export function trustedButton(label: string, onPress: () => void, name?: string): HTMLButtonElement {
  const button = createElement('button');
  button.type = 'button';
  button.textContent = label;
  if (name !== undefined) {
    button.setAttribute('aria-label', name);
    button.title = name;
  }
  button.addEventListener('click', (event) => {
    if (event.isTrusted) onPress();
  });
  return button;
}

/** Creates a `div` with a class and children. */
export function box(className: string, ...children: Node[]): HTMLDivElement {
  const element = createElement('div');
  element.className = className;
  element.append(...children);
  return element;
}
