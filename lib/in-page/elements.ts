/** Creates a button that ignores untrusted clicks, because pages can send those. `name` describes a symbol label. */
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

/** Creates a `div` with a class and children. */
export function box(className: string, ...children: Node[]): HTMLDivElement {
  const element = document.createElement('div');
  element.className = className;
  element.append(...children);
  return element;
}
