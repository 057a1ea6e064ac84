import type { FieldValue } from '../model/field-value.ts';
import type { Opportunity } from '../model/opportunity.ts';
import type { Pipeline, Status } from '../model/pipeline.ts';
import { momentMs } from './dates.ts';

/** Standard keys of an opportunity that this product writes, besides custom fields. */
export const standardKeys = [
  'status_id',
  'confidence',
  'value',
  'value_period',
  'date_won',
  'user_id',
  'contact_id',
  'note',
  'note_html',
  'attachments',
] as const;

/** Finds a status and its pipeline by id, because labels repeat across pipelines. */
export function findStatus(
  pipelines: readonly Pipeline[],
  statusId: FieldValue | undefined,
): { status: Status; pipeline: Pipeline } | undefined {
  for (const pipeline of pipelines) {
    const status = pipeline.statuses.find(({ id }) => id === statusId);
    if (status) return { status, pipeline };
  }
  return undefined;
}

/** Returns whether a reading of a deal is older than another. Close writes a moment in more than one way, so texts are not compared. */
export function isOlder(one: Pick<Opportunity, 'updatedAt'>, other: Pick<Opportunity, 'updatedAt'>): boolean {
  return (momentMs(one.updatedAt) ?? Number.NaN) < (momentMs(other.updatedAt) ?? Number.NaN);
}

/** Returns the later one of two readings of a deal, because answers to saves can arrive in another order than Close gave them. */
export function laterOf(shown: Opportunity, answer: Opportunity): Opportunity {
  return isOlder(answer, shown) ? shown : answer;
}
