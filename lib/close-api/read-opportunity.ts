import type { FieldValue } from '../model/field-value.ts';
import type { Opportunity } from '../model/opportunity.ts';
import { encodeAttachment } from '../opportunity/attachments.ts';
import { standardKeys } from '../opportunity/opportunity.ts';
import { readableName } from './names.ts';
import { readAdvice } from './read-advice.ts';
import type { OpportunityAnswer } from './schemas.ts';

/** Close's answer in the product's own words; values keep Close's keys, custom ones of odd shapes are left out. */
export function toOpportunity(answer: OpportunityAnswer): Opportunity {
  const values: Record<string, FieldValue> = {};
  for (const key of standardKeys) {
    values[key] = key === 'attachments' ? readAttachments(answer.attachments) : (answer[key] ?? null);
  }
  for (const [key, value] of Object.entries(answer)) {
    if (key.startsWith('custom.') && isFieldValue(value)) values[key] = value;
  }
  return {
    id: answer.id,
    leadId: answer.lead_id,
    leadName: readableName(answer.lead_name),
    organizationId: answer.organization_id,
    ownerName: readableName(answer.user_name),
    contactName: readableName(answer.contact_name),
    currency: answer.value_currency ?? 'USD',
    valueFormatted: answer.value_formatted ?? '',
    noteHtml: answer.note_html ?? '',
    ...(answer.date_created && { createdAt: answer.date_created }),
    updatedAt: answer.date_updated,
    updatedById: answer.updated_by ?? '',
    updatedByName: readableName(answer.updated_by_name),
    values,
    ...readAdvice(answer),
  };
}

// Left out is not the same as empty: sending a list would then wipe out what was not shown.
function readAttachments(attachments: OpportunityAnswer['attachments']): FieldValue {
  return (
    attachments?.map(({ filename, url, content_type }) =>
      encodeAttachment({ filename: filename ?? '', url: url ?? '', content_type: content_type ?? '' }),
    ) ?? null
  );
}

/** Returns whether a value of Close's answer has a shape that the product knows. */
export function isFieldValue(value: unknown): value is FieldValue {
  if (value === null || typeof value === 'string' || typeof value === 'number') return true;
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
