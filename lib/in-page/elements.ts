/** A button that only a person can press: a page can send events, but not trusted ones. `name` where the label is a sign. */
export function trustedButton(label: string, onPress: () => void, name?: string): HTMLButtonElement {
  const button = document.createElement('button');
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

/** A `div` of a class with children. */
export function box(className: string, ...children: Node[]): HTMLDivElement {
  const element = document.createElement('div');
  element.className = className;
  element.append(...children);
  return element;
}
