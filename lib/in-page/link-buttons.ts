import type { Reference } from '../model/reference.ts';
import { text } from '../wording/text.ts';
import { trustedButton } from './elements.ts';
import { createHost } from './host.ts';
import { runInIdle } from './run-in-idle.ts';
import { commonStyles } from './styles.ts';
import { watchVisibility } from './watch-visibility.ts';

const styles = `${commonStyles}
:host {
  display: inline-block !important;
  margin-inline-start: 3px !important;
}
button {
  width: 16px;
  height: 16px;
  border: 1px solid var(--line);
  border-radius: 5px;
  background: var(--bg);
  color: var(--accent);
  font: 11px/1 system-ui, sans-serif;
  vertical-align: text-bottom;
}
`;

/** Small edit buttons beside links to opportunities. */
export type LinkButtons = {
  /**
   * Updates the buttons for these links; keeps correct ones, with their focus. Creates new ones while the page
   * is idle.
   */
  placeFor(links: ReadonlyMap<Element, Reference>): Promise<unknown>;
};

/** Returns whether a button fits beside a link, because one beside a block or grid link would shift the layout. */
export function isInText(link: Element): boolean {
  return getComputedStyle(link).display.startsWith('inline');
}

type LinkButton = { element: HTMLElement; id: string };

/** Creates the buttons of a page, each in its own closed shadow root; they ignore untrusted clicks. */
export function createLinkButtons(onPress: (reference: Reference) => void): LinkButtons {
  const placed = new Map<Element, LinkButton>();
  let name: string | undefined;
  let current: unknown;

  function createButton(reference: Reference): HTMLElement {
    // Most pages have no button, and reading the first text takes the browser a while.
    name ??= text('editThisDeal');
    const { host, root } = createHost('link-button', styles);
    const button = trustedButton('✎', press, `${name} ${reference.id.slice(-6)}`);
    const visibilityOf = watchVisibility(button);
    root.append(button);
    function press(): void {
      if (visibilityOf() === 'visible') onPress(reference);
    }
    return host;
  }

  // Adds all of them in one step, because the browser lays out the page after each.
  function* place(links: ReadonlyMap<Element, Reference>): Generator<void> {
    const created = new Map<Element, LinkButton>();
    for (const [link, reference] of links) {
      if (placed.has(link)) continue;
      created.set(link, { element: createButton(reference), id: reference.id });
      yield;
    }
    for (const [link, button] of created) {
      link.after(button.element);
      placed.set(link, button);
    }
  }

  return {
    placeFor(links) {
      for (const [link, { element, id }] of placed) {
        if (links.get(link)?.id === id && link.nextSibling === element) continue;
        element.remove();
        placed.delete(link);
      }
      const steps = place(links);
      current = steps;
      return links.size > 0 ? runInIdle(steps, () => current === steps) : Promise.resolve();
    },
  };
}
