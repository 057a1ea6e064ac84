import { browser } from 'wxt/browser';
import type { Input } from '../../../lib/messaging/contract.ts';
import { type Result, success } from '../../../lib/model/result.ts';
import { siteVisits } from '../../../lib/storage/items.ts';

const maxSites = 50;
const often = 3;

/**
 * Counts that the popup was opened on a site the user has not added. Returns whether to ask if it is used often: from the
 * third time on, until the user declines.
 */
export async function countVisit({ site, id, isDeclined }: Input<'site.visit'>): Promise<Result<boolean>> {
  const { host_permissions: own = [] } = browser.runtime.getManifest();
  if (own.includes(site)) return success(false);
  const visits = await siteVisits.update((before) => {
    const { [site]: last = { count: 0, id: '' }, ...others } = before;
    // A repeated request has the same id.
    if (!isDeclined && (last.id === id || last.count >= often)) return before;
    const latest = Object.entries(others).slice(1 - maxSites);
    return Object.fromEntries([...latest, [site, { count: isDeclined ? often + 1 : last.count + 1, id }]]);
  });
  return success(visits[site]?.count === often);
}
