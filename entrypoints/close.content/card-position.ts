import type { Chip } from '../../lib/in-page/chip.ts';
import { ask } from '../../lib/messaging/ask.ts';
import type { CardMessage } from '../../lib/messaging/page-message.ts';
import type { Reference } from '../../lib/model/reference.ts';
import { type Card, createCard } from './card.ts';

/** Opens and closes the card, which replaces the chip while it is open, and handles the card's messages. */
export type CardPlace = {
  /** Opens the card on a reference in place of an open one, or on the page's own deal if no card is open. */
  open(reference: Reference | null): Promise<void>;
  close(): void;
  hear(message: CardMessage): void;
};

/** Creates the place of a page's only card. */
export function createCardPlace(chip: Chip): CardPlace {
  let card: Card | undefined;
  let isOpening = false;

  async function open(reference: Reference | null): Promise<void> {
    if (isOpening || (card && !reference)) return;
    isOpening = true;
    const answer = await ask('card.request', { reference });
    isOpening = false;
    if (!answer.ok) {
      if (answer.problem.kind === 'extension-restarted') chip.expire();
      return;
    }
    close();
    card = createCard(answer.value.token, close);
    chip.stepAside(true);
    chip.root.append(card.element);
    card.focus();
  }

  function close(): void {
    if (!card) return;
    card.element.remove();
    card = undefined;
    chip.stepAside(false);
  }

  return {
    open,
    close,
    hear(message) {
      if (message.card === 'close') close();
      else if (message.card === 'reopen') {
        close();
        void open(null);
      } else card?.setHeight(message.pixels);
    },
  };
}
