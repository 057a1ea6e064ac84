/** A value as Close stores it: text, number, list of texts, or null where nothing is set. */
export type FieldValue = string | number | readonly string[] | null;

/** Values by the key that Close's PUT takes (`status_id`, `confidence`, `custom.cf_…`). */
export type Values = Readonly<Record<string, FieldValue>>;

/**
 * What a PUT sends: like `Values`, and `custom.cf_….add` or `.remove` with one value each, which cannot wipe out
 * what a colleague did to the rest of a list.
 */
export type Patch = Values;

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

/** An opportunity as read from Close. Value in minor units (cents), confidence in percent. */
export type Opportunity = {
  id: string;
  leadId: string;
  leadName: string;
  organizationId: string;
  ownerName: string;
  contactName: string;
  /** ISO 4217 code. */
  currency: string;
  /** Close's own wording of the value, "" where there is none. */
  valueFormatted: string;
  noteHtml: string;
  updatedAt: string;
  updatedByName: string;
  values: Values;
};

export type StatusType = 'active' | 'won' | 'lost';
export type Status = { id: string; label: string; type: StatusType };
export type Pipeline = { id: string; name: string; statuses: Status[] };

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
