import { browser } from 'wxt/browser';
import { chooseReference, findReferencesInAddress, rankReferences } from '../../lib/detection/references.ts';
import type { Opportunity } from '../../lib/opportunity/opportunity.ts';
import { confidenceActionId, statusActionId } from '../../lib/quick-actions/built-in.ts';
import { standings, tickedItems } from '../../lib/storage/items.ts';

const mostStandings = 50;

/**
 * Remembers where a deal stands, as it was read or saved anyway, and ticks that in the menu. `leadId` is given where
 * the lead's page means this very deal.
 */
export async function noteStanding({ id, values }: Opportunity, leadId?: string): Promise<void> {
  await navigator.locks.request('standings', async () => {
    const known = await standings.read();
    const former = known.find(({ ids }) => ids[0] === id);
    const others = known.filter(({ ids }) => ids[0] !== id && !(leadId && ids.includes(leadId)));
    const ids = leadId ? [id, leadId] : (former?.ids ?? [id]);
    const { status_id: statusId, confidence } = values;
    const ticks = [statusActionId(String(statusId)), confidenceActionId(confidence as number | null)];
    await standings.write([{ ids, ticks }, ...others].slice(0, mostStandings));
  });
  await showTicks();
}

/**
 * Ticks the status and confidence of the deal that the address of the tab in front names, as far as they are known:
 * nothing is asked of Close or of the page. An item that was just `clicked` is set anew, because Chrome has toggled it.
 */
export async function showTicks(clicked?: string): Promise<void> {
  await navigator.locks.request('ticks', async () => {
    const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
    const meant = chooseReference(rankReferences(findReferencesInAddress(tab?.url ?? '')));
    const known = (await standings.read()).find(({ ids }) => meant && ids.includes(meant.id));
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
