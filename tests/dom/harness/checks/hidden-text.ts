import { tooWide } from './too-wide.ts';

// Shows one of its radios while it is folded, and all when it unfolds.
const foldedList = '.stages:not([popover])';

/** Describes boxes that hide a part of their text, except those that can be scrolled or end in an ellipsis. */
function cutOff(): string[] {
  return [...document.body.querySelectorAll<HTMLElement>('*')]
    .filter((element) => {
      const { overflowY, textOverflow, clipPath } = getComputedStyle(element);
      const isHidden = overflowY === 'hidden' || overflowY === 'clip';
      if (!isHidden || element.matches(foldedList) || textOverflow === 'ellipsis' || clipPath !== 'none')
        return false;
      return element.scrollHeight > element.clientHeight + 1;
    })
    .map(({ tagName, className, textContent }) => `${tagName}.${className}: ${textContent}`);
}

/** Describes where text does not fit: boxes that are too wide, and boxes that hide a part of it. */
export function hiddenText(): string[] {
  return [...tooWide(), ...cutOff()];
}
