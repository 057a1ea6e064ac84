import { browser } from 'wxt/browser';
import { box, trustedButton } from '../../lib/in-page/elements.ts';
import { text } from '../../lib/wording/text.ts';
import { makeMovable } from './move.ts';

/** The in-page card: a frame with a page of the extension, which the page around it can neither read nor drive. */
export type Card = { element: HTMLElement; focus(): void; setHeight(pixels: number): void };

/** A card that shows the editor to whoever holds this token. */
export function createCard(token: string, onClose: () => void): Card {
  const frame = document.createElement('iframe');
  // For the details of a fault, which the user may copy.
  frame.allow = 'clipboard-write';
  frame.title = text('product');
  frame.src = `${browser.runtime.getURL('/card.html')}#${token}`;
  const mover = trustedButton(text('product'), () => {}, text('moveCard'));
  mover.className = 'move';
  const bar = box('bar', mover, trustedButton('×', onClose, text('close')));
  const element = box('card', bar, frame);
  makeMovable(element, mover);
  element.addEventListener('keydown', (event) => {
    if (event.isTrusted && event.key === 'Escape') onClose();
  });
  return {
    element,
    focus: () => frame.focus(),
    setHeight(pixels) {
      frame.style.height = `${Math.min(Math.max(pixels, 120), 600)}px`;
    },
  };
}
