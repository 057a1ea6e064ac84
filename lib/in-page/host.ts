import { createElement } from './elements.ts';

/**
 * Creates an element with a closed shadow root for what the extension shows in a page. Its name is new each time, because
 * a page that defines a custom element of a known name would be handed its shadow root.
 */
export function createHost(kind: string, styles: string): { host: HTMLElement; root: ShadowRoot } {
  const suffix = Array.from(crypto.getRandomValues(new Uint32Array(2)), (part) => part.toString(36)).join('');
  const host = createElement(`quick-edit-${kind}-${suffix}`);
  const root = host.attachShadow({ mode: 'closed' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  root.adoptedStyleSheets = [sheet];
  return { host, root };
}

/** Returns whether elements can be shown in a document: a drawing has none of HTML, the browser's view of XML has. */
export function isHtml({ documentElement }: Document): boolean {
  return documentElement instanceof HTMLElement;
}
