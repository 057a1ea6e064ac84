import { effect } from '@preact/signals';
import { cutAddress } from '../detection/cut-address.ts';
import type { Editor } from '../editor/editor.ts';
import type { OpenedFor } from '../model/opened-for.ts';
import type { DealMemory } from './remembered-deals.ts';

/**
 * Caches the deal that an editor shows if the page's address names it, and updates it after each save. Removes it during
 * a save, because the popup may close before the result.
 */
export function rememberShown({ screen, canGoBack }: Editor, memory: DealMemory): void {
  effect(() => {
    const { value: shown } = screen;
    if (shown.name === 'opening') return;
    const deal = shown.name === 'deal' ? shown : null;
    if (deal?.isReadingAgain && !deal.deal.isSaving.value) return;
    const page = deal?.isOfPage && deal.page && isRememberable(deal.page) ? deal.page : null;
    const view = deal?.deal.view.value;
    // Ignores errors, because a missing cache entry does no harm.
    if (page && view && !deal?.deal.isSaving.value)
      memory.remember({ view, page, isOneOfSeveral: canGoBack.value }).catch(() => {});
    else memory.forget().catch(() => {});
  });
}

// A cut address would be equal to others, so a page with a very long one is not remembered.
function isRememberable({ address, reference }: OpenedFor): boolean {
  return reference.foundIn === 'address' && cutAddress(address) === address;
}
