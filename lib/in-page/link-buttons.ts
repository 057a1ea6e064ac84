import { findReferencesInAddress, maxReferences } from '../detection/references.ts';
import type { Reference } from '../model/reference.ts';
import { text } from '../wording/text.ts';
import { trustedButton } from './elements.ts';
import { createHost } from './host.ts';
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
  /** Updates the buttons for the current links of a page with these references, at most 50; keeps correct ones, with their focus. */
  placeFor(references: readonly Reference[]): void;
};

type LinkButton = { element: HTMLElement; id: string };

/** Creates the buttons of a page, each in its own closed shadow root; they ignore untrusted clicks. */
export function createLinkButtons(onPress: (reference: Reference) => void): LinkButtons {
  const name = text('editThisDeal');
  let placed: LinkButton[] = [];

  function buttonFor(link: Element, reference: Reference): LinkButton {
    const { host: element, root } = createHost('link-button', styles);
    const button = trustedButton('✎', press, `${name} ${reference.id.slice(-6)}`);
    const visibilityOf = watchVisibility(button);
    root.append(button);
    function press(): void {
      if (visibilityOf() === 'visible') onPress(reference);
    }
    link.after(element);
    return { element, id: reference.id };
  }

  return {
    placeFor(references) {
      const former = placed;
      placed = [];
      const links = references.length > 0 ? document.querySelectorAll('a[href*="oppo_"]') : [];
      for (const link of links) {
        if (placed.length === maxReferences) break;
        const [reference] = findReferencesInAddress(link.getAttribute('href') ?? '', 'pointed-at');
        // Skips block and grid links, because a button beside them would shift the layout.
        const isInText = getComputedStyle(link).display.startsWith('inline');
        if (reference?.kind !== 'opportunity' || !isInText) continue;
        const existing = former.find(
          ({ element, id }) => element === link.nextSibling && id === reference.id,
        );
        placed.push(existing ?? buttonFor(link, reference));
      }
      for (const button of former) if (!placed.includes(button)) button.element.remove();
    },
  };
}
