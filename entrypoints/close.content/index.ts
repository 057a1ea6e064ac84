import { defineContentScript } from 'wxt/utils/define-content-script';
import { createChip } from '../../lib/in-page/chip.ts';
import { followPage } from '../../lib/in-page/follow-page.ts';
import { ask } from '../../lib/messaging/ask.ts';
import { createCardPlace } from './card-position.ts';

/**
 * Runs on Close's pages: reports the page's references after every navigation and offers the editor in an iframe. The
 * script itself can neither read nor change a deal.
 */
export default defineContentScript({
  matches: ['https://app.close.com/*'],
  noScriptStartedPostMessage: true,
  main() {
    const chip = createChip({
      onPress: () => void place.open(null),
      onHide: (where) => void ask('chip.hide', where),
      hidesEverywhere: true,
    });
    const place = createCardPlace(chip);
    followPage({
      chip,
      onLink: (reference) => void place.open(reference),
      onLeave: place.close,
      onCard: place.hear,
    });
  },
});
