import type { Opportunity } from '../model/opportunity.ts';
import type { Pipeline } from '../model/pipeline.ts';
import { findStatus } from './opportunity.ts';

/** A lead's deals as they are listed: active ones first, then by latest update. */
export function orderOpportunities(
  opportunities: readonly Opportunity[],
  pipelines: readonly Pipeline[],
): Opportunity[] {
  const isActive = (each: Opportunity) => isActiveDeal(each, pipelines);
  return [...opportunities].sort(
    (one, other) =>
      Number(isActive(other)) - Number(isActive(one)) || other.updatedAt.localeCompare(one.updatedAt),
  );
}

/** The deal to open at once: the only one, or the only active one. None where another one could not be read. */
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
