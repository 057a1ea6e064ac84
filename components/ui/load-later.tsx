import { signal } from '@preact/signals';
import type { ComponentType } from 'preact';

const loads: (() => Promise<void>)[] = [];

/**
 * Returns a component whose code is in a file of its own, because the first view does not need it. Renders nothing until
 * the file is loaded, which it is once `loadParts` has run.
 */
export function later<Props extends object>(importPart: () => Promise<ComponentType<Props>>) {
  const part = signal<{ Component: ComponentType<Props> } | null>(null);
  let loading: Promise<void> | undefined;

  function load(): Promise<void> {
    loading ??= importPart().then((Component) => {
      part.value = { Component };
    });
    return loading;
  }
  loads.push(load);

  return function Later(props: Props) {
    if (!part.value) void load();
    return part.value && <part.value.Component {...props} />;
  };
}

/** Loads the code of all components made with `later`. */
export async function loadParts(): Promise<void> {
  await Promise.all(loads.map((load) => load()));
}

/** Adds styles that come with the code of a part loaded later, because the first view does not need them. */
export function adoptStyles(styles: string): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  document.adoptedStyleSheets.push(sheet);
}
