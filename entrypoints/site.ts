import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { createChip } from '../lib/in-page/chip.ts';
import { followPage } from '../lib/in-page/follow-page.ts';
import { ask } from '../lib/messaging/ask.ts';
import type { Reference } from '../lib/model/reference.ts';

/** Holds the function that ends the copy of this script running in the page. */
const pageWindow: typeof globalThis & { endQuickEdit?: () => void } = globalThis;

/**
 * Runs on sites that the user has added: reports the page's references and opens the editor on one. The page gets
 * nothing that can read or change a deal.
 */
export default defineUnlistedScript(() => {
  async function open(reference: Reference | null): Promise<void> {
    const answer = await ask('reference.open', { reference });
    if (!answer.ok && answer.problem.kind === 'extension-restarted') chip.expire();
  }
  const chip = createChip({
    onPress: () => void open(null),
    onHide: (where) => void ask('chip.hide', where),
  });
  // Ends an earlier copy, because a page that loads while its site is added gets the script twice.
  pageWindow.endQuickEdit?.();
  pageWindow.endQuickEdit = followPage({
    chip,
    onLink: (reference) => void open(reference),
  });
});
