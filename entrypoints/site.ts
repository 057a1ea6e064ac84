import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { createChip } from '../lib/in-page/chip.ts';
import { followPage } from '../lib/in-page/follow-page.ts';
import { createMarks } from '../lib/in-page/link-buttons.ts';
import { ask } from '../lib/messaging/ask.ts';
import type { Reference } from '../lib/model/reference.ts';

/** Where the copy of this script that runs in a page keeps what ends it. */
const place: typeof globalThis & { endQuickEdit?: () => void } = globalThis;

/**
 * On sites that the user has added: says what the page is about, and opens the popup on it. Nothing here can read or
 * change a deal, and nothing that does ever stands in such a page.
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
  const marks = createMarks((reference) => void open(reference));
  // A site that is added while one of its pages loads gets the script twice.
  place.endQuickEdit?.();
  place.endQuickEdit = followPage({
    chip,
    onLook: (references) => (references.length > 0 ? marks.place() : marks.clear()),
  });
});
