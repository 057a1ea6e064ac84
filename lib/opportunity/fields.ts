import type { CustomField } from '../model/custom-field.ts';
import type { Values } from '../model/field-value.ts';
import type { Opportunity } from '../model/opportunity.ts';
import type { PeopleKind, Person } from '../model/person.ts';
import type { Pipeline } from '../model/pipeline.ts';
import { isAmountClear } from './money.ts';
import { asList, valueIn } from './values.ts';

export type FieldType =
  | 'text'
  | 'textarea'
  | 'number'
  | 'date'
  | 'datetime'
  | 'choices'
  | 'user'
  | 'contact'
  | 'status'
  | 'percent'
  | 'money'
  | 'period'
  /** Text that is added to the end of a formatted note. */
  | 'append'
  | 'attachments'
  | 'readonly';

/** Why a field is shown and cannot be edited; each has its own sentence. */
export type Lock = 'others-deal' | 'role' | 'unknown-type' | 'converting' | 'unclear-amount';

/** One editable thing of a deal, standard or custom, under the key of Close's PUT. */
export type Field = {
  key: string;
  /** Absent for the fields of Close itself, whose names come from the message catalogue. */
  name?: string;
  type: FieldType;
  isMultiple: boolean;
  /**
   * Offered values in Close's order; a stored one that is no longer offered stays among them. Ids where people are
   * chosen, none while nobody has read them.
   */
  choices: readonly string[];
  lock?: Lock;
};

/** The user's rights, as far as they decide what may be edited. */
export type Rights = {
  roleId: string;
  userId?: string;
  /** Whether the user may edit the deals of others; undefined where Close did not say. */
  editsOthers?: boolean | undefined;
};

/** Whether the user may edit a deal at all, as far as is known; a deal without an owner is left to Close. */
export function mayEdit({ user_id }: Values, { userId, editsOthers }: Rights): boolean {
  return editsOthers !== false || !user_id || user_id === userId;
}

/** The status as a field: it may be any of every pipeline, and is chosen in a place of its own. */
export function statusField(pipelines: readonly Pipeline[]): Field {
  const choices = pipelines.flatMap(({ statuses }) => statuses.map(({ id }) => id));
  return { key: 'status_id', type: 'status', isMultiple: false, choices };
}

/** Every other field of a deal in the order it is shown. */
export function listFields(
  opportunity: Opportunity,
  customFields: readonly CustomField[],
  rights: Rights,
): Field[] {
  const fields = [
    ...standardFields(opportunity),
    ...customFields.filter(isShown).map((each) => toField(each, opportunity, rights)),
  ];
  if (mayEdit(opportunity.values, rights)) return fields;
  return fields.map((field) => ({ ...field, lock: 'others-deal' }));
}

/** Periods of a value, as Close calls them. */
const valuePeriods = ['one_time', 'monthly', 'annual'] as const;

function standardFields(opportunity: Opportunity): Field[] {
  const { currency, valueFormatted, values, noteHtml } = opportunity;
  const amount = typeof values.value === 'number' ? values.value : null;
  const one = { isMultiple: false, choices: [] };
  return [
    { key: 'confidence', type: 'percent', ...one },
    {
      key: 'value',
      type: 'money',
      ...one,
      ...(!isAmountClear(amount, currency, valueFormatted) && { lock: 'unclear-amount' as const }),
    },
    { key: 'value_period', type: 'period', isMultiple: false, choices: valuePeriods },
    { key: 'date_won', type: 'date', ...one },
    { key: 'user_id', type: 'user', ...one },
    { key: 'contact_id', type: 'contact', ...one },
    // Sending a plain note makes Close rebuild the formatted one: mentions, images and formatting would be lost.
    isPlainNote(noteHtml)
      ? { key: 'note', type: 'textarea', ...one }
      : { key: 'note_html', type: 'append', ...one },
    ...(values.attachments
      ? [{ key: 'attachments', type: 'attachments', isMultiple: true, choices: [] } as const]
      : []),
  ];
}

/** Whether a formatted note holds nothing that a plain one could not. */
export function isPlainNote(noteHtml: string): boolean {
  return !/<(?!\/?(?:body|p|br)\s*\/?>)/i.test(noteHtml);
}

/** Fields that name people, with those that may be named once they are known; a stored former one stays among them. */
export function withPeople(
  fields: readonly Field[],
  known: Readonly<Record<PeopleKind, readonly Person[] | undefined>>,
  values: Values,
): Field[] {
  return fields.map((field) => {
    if (field.type !== 'user' && field.type !== 'contact') return field;
    const offered = known[field.type]?.map(({ id }) => id);
    if (!offered) return field;
    const former = asList(valueIn(values, field.key)).filter((id) => !offered.includes(id));
    return { ...field, choices: [...offered, ...former] };
  });
}

function isShown(field: CustomField): boolean {
  return field.type !== 'hidden';
}

const editableTypes: readonly FieldType[] = [
  'text',
  'textarea',
  'number',
  'date',
  'datetime',
  'choices',
  'user',
  'contact',
];

function toField(field: CustomField, opportunity: Opportunity, rights: Rights): Field {
  const key = `custom.${field.id}`;
  const type = editableTypes.find((each) => each === field.type) ?? 'readonly';
  const stored = type === 'choices' ? asList(valueIn(opportunity.values, key)) : [];
  const lock = type === 'readonly' ? 'unknown-type' : lockOf(field, rights);
  return {
    key,
    name: field.name,
    type,
    isMultiple: field.isMultiple,
    choices: [...field.choices, ...stored.filter((choice) => !field.choices.includes(choice))],
    ...(lock && { lock }),
  };
}

/** Why a custom field that this product knows how to edit may not be edited. */
export function lockOf(
  { isConverting, editableWithRoles }: CustomField,
  { roleId }: Rights,
): Lock | undefined {
  if (isConverting) return 'converting';
  return editableWithRoles.length > 0 && !editableWithRoles.includes(roleId) ? 'role' : undefined;
}
