import { browser } from 'wxt/browser';
import { box, createElement, trustedButton } from '../../lib/in-page/elements.ts';
import { pageScheme } from '../../lib/in-page/page-scheme.ts';
import { text } from '../../lib/wording/text.ts';
import { makeMovable } from './move.ts';

/** Wraps an iframe with a page of the extension, which the page around it can neither read nor control. */
export type Card = { element: HTMLElement; focus(): void; setHeight(pixels: number): void };

/** Creates a card whose frame redeems this token to show the editor. */
export function createCard(token: string, onClose: () => void): Card {
  const frame = createElement('iframe');
  // Allows the user to copy the details of a fault.
  frame.allow = 'clipboard-write';
  frame.title = text('product');
  const scheme = pageScheme(document);
  frame.src = `${browser.runtime.getURL('/card.html')}${scheme ? `?scheme=${scheme}` : ''}#${token}`;
  const mover = trustedButton(text('product'), () => {}, text('moveCard'));
  mover.className = 'move';
  const bar = box('bar', mover, trustedButton('×', onClose, text('close')));
  const element = box('card', bar, frame);
  if (scheme) element.style.colorScheme = scheme;
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
