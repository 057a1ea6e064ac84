import { lookUp } from '../base/look-up.ts';
import type { CustomField } from '../model/custom-field.ts';
import type { FieldValue } from '../model/field-value.ts';
import type { Pipeline } from '../model/pipeline.ts';
import { decodeAttachment } from '../opportunity/attachments.ts';
import { dayOfDate, formatDay, formatMoment } from '../opportunity/dates.ts';
import { formatMoney } from '../opportunity/money.ts';
import { textOfNote } from '../opportunity/note.ts';
import { findStatus } from '../opportunity/opportunity.ts';
import type { Difference } from '../opportunity/undo.ts';
import { asList, valueIn } from '../opportunity/values.ts';
import { formatList } from './format-list.ts';
import { formatPercent } from './percent.ts';
import { type MessageName, text } from './text.ts';

/** Describes one changed field. */
export type ChangeLine = { field: string; name: string; before: string; after: string };

/** Holds the labels for values. `names` maps ids of people to names and may be incomplete. */
export type Words = {
  pipelines: readonly Pipeline[];
  customFields: readonly CustomField[];
  names?: ReadonlyMap<string, string>;
};

const standardNames: Record<string, MessageName> = {
  status_id: 'fieldStatus',
  confidence: 'fieldConfidence',
  value: 'fieldValue',
  value_period: 'fieldValuePeriod',
  date_won: 'fieldEstimatedClose',
  user_id: 'fieldOwner',
  contact_id: 'fieldContact',
  note: 'fieldNote',
  note_html: 'fieldNote',
  attachments: 'fieldAttachments',
};

/** Returns the name of a standard or custom field; its key if the organization no longer has the field. */
export function fieldName(field: string, { customFields }: Pick<Words, 'customFields'>): string {
  const standard = lookUp(standardNames, field);
  if (standard) return text(standard);
  return customFields.find(({ id }) => `custom.${id}` === field)?.name ?? field;
}

/** Formats a value for the user: a status as its label, an amount with its currency, "not set" if empty. */
export function describeValue(field: string, value: FieldValue, words: Words, currency: string): string {
  if (value === null || value === '') return text('notSet');
  switch (field) {
    case 'status_id':
      return findStatus(words.pipelines, value)?.status.label ?? String(value);
    case 'confidence':
      return typeof value === 'number' ? formatPercent(value) : String(value);
    case 'value':
      return typeof value === 'number' ? formatMoney(value, currency) : String(value);
    case 'value_period':
      return periodName(String(value));
    case 'note_html':
      return textOfNote(String(value));
    case 'attachments': {
      const files = asList(value).map((each) => decodeAttachment(each).filename);
      return formatList(files) || text('notSet');
    }
    case 'date_won':
      return formatDay(dayOfDate(value), new Date());
    default: {
      const type = words.customFields.find(({ id }) => `custom.${id}` === field)?.type;
      if (type === 'date') return formatDay(dayOfDate(value), new Date());
      if (type === 'datetime') return formatMoment(String(value));
      const isPerson = field === 'user_id' || field === 'contact_id' || type === 'user' || type === 'contact';
      const said = (one: string) => (isPerson ? (words.names?.get(one) ?? one) : one);
      return formatList(asList(value).map(said));
    }
  }
}

/** Describes what a save changed, with a line for each field. */
export function describeChange({ before, after }: Difference, words: Words, currency: string): ChangeLine[] {
  // Both notes change together; the plain one is the one to read.
  const fields = Object.keys(after).filter((field) => field !== 'note_html' || !('note' in after));
  return fields.map((field) => ({
    field,
    name: fieldName(field, words),
    before: describeValue(field, valueIn(before, field), words, currency),
    after: describeValue(field, valueIn(after, field), words, currency),
  }));
}

/** Returns the name of a value period. */
export function periodName(period: string): string {
  const names = new Map<string, MessageName>([
    ['one_time', 'periodOneTime'],
    ['monthly', 'periodMonthly'],
    ['annual', 'periodAnnual'],
  ]);
  const name = names.get(period);
  return name ? text(name) : period;
}
