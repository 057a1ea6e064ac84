import { browser } from 'wxt/browser';
import { exclusively } from '../../../lib/base/with-lock.ts';
import {
  chooseReference,
  findReferencesInAddress,
  rankReferences,
} from '../../../lib/detection/references.ts';
import { standings, tickedItems } from '../../../lib/storage/items.ts';

/**
 * Ticks the status and confidence of the deal that the address of the tab in front names, as far as they are known:
 * nothing is asked of Close or of the page. An item that was just `clicked` is set anew, because Chrome has toggled it.
 */
export async function showTicks(clicked?: string): Promise<void> {
  await exclusively('ticks', async () => {
    const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
    const meant = chooseReference(rankReferences(findReferencesInAddress(tab?.url ?? '')));
    const known = (await standings.read()).find(
      ({ opportunityId, leadId, isMeant }) =>
        meant?.id === opportunityId || (isMeant && meant?.id === leadId),
    );
    const wanted = known?.ticks ?? [];
    const shown = await tickedItems.read();
    for (const id of new Set([...shown, ...wanted, ...(clicked ? [clicked] : [])])) {
      const checked = wanted.includes(id);
      if (id !== clicked && checked === shown.includes(id)) continue;
      // A confidence that is no preset has no item.
      await browser.contextMenus.update(id, { checked }).catch(() => {});
    }
    await tickedItems.write(wanted);
  });
}
