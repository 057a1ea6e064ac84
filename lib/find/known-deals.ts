import { canonicalJson } from '../base/canonical-json.ts';
import { cutText } from '../base/cut-text.ts';
import type { FieldValue } from '../model/field-value.ts';
import type { KnownDeal } from '../model/known-deal.ts';
import type { Opportunity } from '../model/opportunity.ts';
import type { Pipeline } from '../model/pipeline.ts';
import { findStatus } from '../opportunity/opportunity.ts';
import { valueIn } from '../opportunity/values.ts';

const maxLetters = 200;
/** A deal that has not changed is stored again after this time, so that the ones last used stay. */
const seenAgainAfterMs = 24 * 60 * 60_000;

/** Returns a deal as it is stored; a status that the pipelines lack keeps its previous name. */
export function toKnownDeal(
  opportunity: Opportunity,
  pipelines: readonly Pipeline[],
  previous: KnownDeal | undefined,
  seenAt: number,
): KnownDeal {
  const { id, leadId, organizationId, currency, updatedAt, values } = opportunity;
  const statusId = textOf(valueIn(values, 'status_id'));
  const found = findStatus(pipelines, statusId);
  const same = previous?.status.id === statusId ? previous : undefined;
  const { label, type } = found?.status ?? same?.status ?? { label: '', type: 'active' };
  return {
    id,
    leadId,
    leadName: cut(opportunity.leadName),
    organizationId,
    contactName: cut(opportunity.contactName),
    ownerName: cut(opportunity.ownerName),
    currency,
    valueFormatted: cut(opportunity.valueFormatted),
    updatedAt,
    value: numberOf(valueIn(values, 'value')),
    period: textOf(valueIn(values, 'value_period')),
    confidence: numberOf(valueIn(values, 'confidence')),
    closesOn: textOf(valueIn(values, 'date_won')),
    status: { id: statusId, label: cut(label), type },
    pipelineName: cut(found?.pipeline.name ?? same?.pipelineName ?? ''),
    seenAt,
  };
}

/** Returns whether storing a deal again would change nothing that matters. */
export function isStoredAlready(deal: KnownDeal, previous: KnownDeal | undefined): boolean {
  if (!previous || deal.seenAt - previous.seenAt >= seenAgainAfterMs) return false;
  return canonicalJson({ ...deal, seenAt: 0 }) === canonicalJson({ ...previous, seenAt: 0 });
}

/** Returns the opportunities of known deals, with as much of the pipelines as they name. */
export function toOpportunities(deals: readonly KnownDeal[]): {
  opportunities: Opportunity[];
  pipelines: Pipeline[];
} {
  const pipelines = new Map<string, Pipeline>();
  for (const { status, pipelineName: name } of deals) {
    const pipeline = pipelines.get(name) ?? { id: name, name, statuses: [] };
    if (!pipeline.statuses.some(({ id }) => id === status.id)) pipeline.statuses.push(status);
    pipelines.set(name, pipeline);
  }
  return { opportunities: deals.map(toOpportunity), pipelines: [...pipelines.values()] };
}

function toOpportunity(deal: KnownDeal): Opportunity {
  const { id, leadId, leadName, organizationId, contactName, ownerName, currency, valueFormatted } = deal;
  return {
    ...{ id, leadId, leadName, organizationId, contactName, ownerName, currency, valueFormatted },
    ...{ noteHtml: '', updatedAt: deal.updatedAt, updatedById: '', updatedByName: '' },
    values: {
      status_id: deal.status.id,
      value: deal.value,
      value_period: deal.period || null,
      confidence: deal.confidence,
      date_won: deal.closesOn || null,
    },
  };
}

function cut(text: string): string {
  return cutText(text, maxLetters);
}

function textOf(value: FieldValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

function numberOf(value: FieldValue | undefined): number | null {
  return typeof value === 'number' ? value : null;
}
