import { effect } from '@preact/signals';
import type { Editor } from '../editor/editor.ts';
import type { DealMemory } from './remembered-deals.ts';

/**
 * Remembers the deal that an editor shows, as long as it is the one that the address of the page names, and as it stands
 * after each save. While one is under way nothing is remembered: nobody may be left to learn how it ends.
 */
export function rememberShown({ screen, canGoBack }: Editor, memory: DealMemory): void {
  effect(() => {
    const { value: shown } = screen;
    if (shown.name === 'opening') return;
    const deal = shown.name === 'deal' ? shown : null;
    if (deal?.remembered && !deal.deal.isSaving.value) return;
    const page = deal?.isOfPage && deal.page?.reference.foundIn === 'address' ? deal.page : null;
    const view = deal?.deal.view.value;
    // That it is not remembered is no reason to say anything.
    if (page && view && !deal?.deal.isSaving.value)
      memory.remember({ view, page, isOneOfSeveral: canGoBack.value }).catch(() => {});
    else memory.forget().catch(() => {});
  });
}
