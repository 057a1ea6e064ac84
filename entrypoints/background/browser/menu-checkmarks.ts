import { browser } from 'wxt/browser';
import { withLock } from '../../../lib/base/with-lock.ts';
import { checkedItems } from '../../../lib/storage/items.ts';
import { resolveDealStatus } from '../deals/resolve-deal.ts';

/**
 * Checks the cached status and confidence of the deal in the active tab's address; sends no request to Close or the page.
 * Always sets the item that was just `clicked`, because Chrome has toggled it.
 */
export async function showCheckmarks(clicked?: string): Promise<void> {
  await withLock('ticks', async () => {
    const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
    const wanted = (await resolveDealStatus(tab?.url))?.menuItems ?? [];
    const shown = await checkedItems.read();
    for (const id of new Set([...shown, ...wanted, ...(clicked ? [clicked] : [])])) {
      const checked = wanted.includes(id);
      if (id !== clicked && checked === shown.includes(id)) continue;
      // Only the preset confidences have an item.
      await browser.contextMenus.update(id, { checked }).catch(() => {});
    }
    await checkedItems.write(wanted);
  });
}
