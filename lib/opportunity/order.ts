import type { Opportunity } from '../model/opportunity.ts';
import type { Pipeline } from '../model/pipeline.ts';
import { findStatus, isOlder } from './opportunity.ts';

/** Sorts a lead's deals: active ones first, then by latest update. */
export function orderOpportunities(
  opportunities: readonly Opportunity[],
  pipelines: readonly Pipeline[],
): Opportunity[] {
  const isActive = (each: Opportunity) => isActiveDeal(each, pipelines);
  return [...opportunities].sort(
    (one, other) =>
      Number(isActive(other)) - Number(isActive(one)) ||
      Number(isOlder(one, other)) - Number(isOlder(other, one)),
  );
}

/** Returns the deal to open without asking: the only one or the only active one; none if a deal was unreadable. */
export function chooseOpportunity(
  { opportunities, unreadable = 0 }: { opportunities: readonly Opportunity[]; unreadable?: number },
  pipelines: readonly Pipeline[],
): Opportunity | undefined {
  if (unreadable > 0) return undefined;
  if (opportunities.length === 1) return opportunities[0];
  const active = opportunities.filter((each) => isActiveDeal(each, pipelines));
  return active.length === 1 ? active[0] : undefined;
}

function isActiveDeal(opportunity: Opportunity, pipelines: readonly Pipeline[]): boolean {
  return findStatus(pipelines, opportunity.values.status_id)?.status.type === 'active';
}
