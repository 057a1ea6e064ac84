import { browser } from 'wxt/browser';
import type { Input } from '../../../lib/messaging/contract.ts';
import { type Result, success } from '../../../lib/model/result.ts';
import { siteVisits } from '../../../lib/storage/items.ts';

const maxSites = 50;
const often = 3;

/** Counts that the popup was opened on a site the user has not added. Returns whether it was the third time. */
export async function countVisit({ site, id }: Input<'site.visit'>): Promise<Result<boolean>> {
  const { host_permissions: own = [] } = browser.runtime.getManifest();
  if (own.includes(site)) return success(false);
  const visits = await siteVisits.update((before) => {
    const { [site]: last = { count: 0, id: '' }, ...others } = before;
    // A repeated request has the same id.
    if (last.id === id || last.count > often) return before;
    const latest = Object.entries(others).slice(1 - maxSites);
    return Object.fromEntries([...latest, [site, { count: last.count + 1, id }]]);
  });
  return success(visits[site]?.count === often);
}
