import { ask } from '../../lib/messaging/ask.ts';
import type { CardMessage } from '../../lib/messaging/card-message.ts';
import { text } from '../../lib/text.ts';
import { type Card, createCard } from './card.ts';
import { box, trustedButton } from './elements.ts';
import { styles } from './styles.ts';

/** What the extension shows within a page: a quiet chip, and the card that it opens. */
export type InPage = {
  /** Shows the chip while the page is about a deal, and takes chip and card away otherwise. */
  show(hasDeal: boolean): void;
  hear(message: CardMessage): void;
  /** Says once that this script is of a former version, and does nothing more. */
  expire(): void;
};

/** Prepares the chip; nothing is in the page before there is something to show. */
export function createInPage(): InPage {
  // Read now, because a script of a former version gets no texts any more.
  const reloadText = text('reloadPage');
  let card: Card | undefined;
  let isHidden = false;
  let isOpening = false;

  const edit = trustedButton(text('editDeal'), text('editDeal'), () => void open());
  const hide = trustedButton('×', text('hide'), () => {
    isHidden = true;
    host.remove();
  });
  const chip = box('chip', edit, hide);
  const host = document.createElement('quick-edit');
  const root = host.attachShadow({ mode: 'closed' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  root.adoptedStyleSheets = [sheet];
  root.append(chip);

  async function open(): Promise<void> {
    if (card || isOpening) return;
    isOpening = true;
    const answer = await ask('card.request', {});
    isOpening = false;
    if (!answer.ok) {
      if (answer.problem.kind === 'extension-restarted') expire();
      return;
    }
    card = createCard(answer.value.token, close);
    chip.hidden = true;
    root.append(card.element);
    card.focus();
  }

  function close(): void {
    if (!card) return;
    card.element.remove();
    card = undefined;
    chip.hidden = false;
    edit.focus();
  }

  function expire(): void {
    close();
    chip.replaceChildren(
      trustedButton(reloadText, reloadText, () => location.reload()),
      hide,
    );
  }

  return {
    show(hasDeal) {
      if (!hasDeal) close();
      if (!hasDeal || isHidden) host.remove();
      else if (!host.isConnected) document.documentElement.append(host);
    },
    hear(message) {
      if (message.card === 'close') close();
      else card?.setHeight(message.pixels);
    },
    expire,
  };
}
