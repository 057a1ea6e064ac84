import type { FieldValue } from '../model/field-value.ts';
import type { Pipeline, Status } from '../model/pipeline.ts';

/** The keys of an opportunity itself that this product writes; custom fields come beside them. */
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

/** The status with this id and its pipeline; labels repeat across pipelines, ids do not. */
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
