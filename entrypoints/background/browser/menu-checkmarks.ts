import { browser } from 'wxt/browser';
import { withLock } from '../../../lib/base/with-lock.ts';
import { readPreferences } from '../../../lib/settings/presets.ts';
import { dealStatuses, keyStorage, shownCheckmarks } from '../../../lib/storage/items.ts';

const prefix = 'now:';

/** Returns the id of the item that shows the check mark of another item. */
export function checkmarkOf(id: string): string {
  return prefix + id;
}

/** Returns the id of the item that an item shows the check mark of; any other id as it is. */
export function withoutCheckmark(id: string): string {
  return id.startsWith(prefix) ? id.slice(prefix.length) : id;
}

/**
 * Shows the cached status and confidence of each deal in the menu of the pages whose address names it or its lead. The
 * browser compares the addresses, so that no change of tab, window or page wakes the worker. Always sets the item that was
 * just `clicked`, because Chrome has toggled it.
 */
export async function showCheckmarks(clicked?: string): Promise<void> {
  await withLock('checkmarks', async () => {
    const wanted = await readPatterns();
    const shown = await shownCheckmarks.read();
    for (const id of new Set([
      ...Object.keys(shown),
      ...Object.keys(wanted),
      ...(clicked ? [clicked] : []),
    ])) {
      const documentUrlPatterns = wanted[id] ?? [];
      if (id !== clicked && String(documentUrlPatterns) === String(shown[id] ?? [])) continue;
      const visible = documentUrlPatterns.length > 0;
      // Only the preset confidences have an item.
      await browser.contextMenus
        .update(checkmarkOf(id), { checked: true, visible, documentUrlPatterns })
        .catch(() => {});
    }
    await shownCheckmarks.write(wanted);
  });
}

/**
 * Returns the addresses that each item is checked on. The browser writes them to the disk, so there are none if nothing
 * about deals may be stored there in clear.
 */
async function readPatterns(): Promise<Record<string, string[]>> {
  const patterns: Record<string, string[]> = {};
  const isSealed = typeof (await keyStorage.read()) === 'object';
  if (isSealed || !(await readPreferences()).remembersDeals) return patterns;
  for (const { opportunityId, leadId, isChosenForLead, menuItems } of await dealStatuses.read())
    for (const id of menuItems) {
      const names = isChosenForLead ? [opportunityId, leadId] : [opportunityId];
      patterns[id] = [...(patterns[id] ?? []), ...names.map((name) => `*://*/*${name}*`)];
    }
  return patterns;
}
