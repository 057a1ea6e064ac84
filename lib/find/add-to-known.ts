import type { DealList } from '../messaging/contract.ts';
import { findStatus } from '../opportunity/opportunity.ts';

/**
 * Adds the deals that Close found to the known ones, which keep their places because the pointer may be on one of them. Only
 * closed deals, and known ones that contain the typed words with errors, move behind the others.
 */
export function addToKnown(knownList: DealList, found: DealList): DealList {
  const fresh = new Map(found.opportunities.map((deal) => [deal.id, deal]));
  const knownIds = new Set(knownList.opportunities.map(({ id }) => id));
  const first = knownList.opportunities.map((deal) => fresh.get(deal.id) ?? deal);
  const others = found.opportunities.filter(({ id }) => !knownIds.has(id));
  const pipelines = [...found.catalog.pipelines, ...knownList.catalog.pipelines];
  const isClosed = ({ values }: (typeof first)[number]) =>
    Number(findStatus(pipelines, values.status_id)?.status.type !== 'active');
  const all = knownList.isKnownOnly === 'similar' ? [...others, ...first] : [...first, ...others];
  return {
    ...found,
    opportunities: all.sort((one, other) => isClosed(one) - isClosed(other)),
    catalog: { ...found.catalog, pipelines },
    ...(found.foundBy && { foundBy: { ...knownList.foundBy, ...found.foundBy } }),
  };
}
