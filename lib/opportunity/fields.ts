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
  /** Text appended to a formatted note. */
  | 'append'
  | 'attachments'
  | 'readonly';

/** Why a field cannot be edited; each reason has its own message. */
export type Lock = 'others-deal' | 'role' | 'unknown-type' | 'converting' | 'unclear-amount';

/** A field of a deal, standard or custom, with its key in Close's PUT. */
export type Field = {
  key: string;
  /** Absent for standard fields, whose names come from the message catalog. */
  name?: string;
  type: FieldType;
  isMultiple: boolean;
  /**
   * Offered values in Close's order, with the stored one even if Close no longer offers it. Ids in user and contact
   * fields; empty until the people are loaded.
   */
  choices: readonly string[];
  lock?: Lock;
};

/** The user's rights, as far as they decide what may be edited. */
export type Rights = {
  roleId: string;
  userId?: string;
  /** Whether the user may edit deals of others; undefined if Close did not say. */
  editsOthers?: boolean | undefined;
};

/** Returns whether the user may edit a deal; true for a deal without an owner, because Close decides then. */
export function mayEdit({ user_id }: Values, { userId, editsOthers }: Rights): boolean {
  return editsOthers !== false || !user_id || user_id === userId;
}

/** Returns the status as a field that offers the statuses of all pipelines. */
export function statusField(pipelines: readonly Pipeline[]): Field {
  const choices = pipelines.flatMap(({ statuses }) => statuses.map(({ id }) => id));
  return { key: 'status_id', type: 'status', isMultiple: false, choices };
}

/** Lists all other fields of a deal in display order. */
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
    // Appends to a formatted note, because sending a plain one would lose mentions, images and formatting.
    isPlainNote(noteHtml)
      ? { key: 'note', type: 'textarea', ...one }
      : { key: 'note_html', type: 'append', ...one },
    ...(values.attachments
      ? [{ key: 'attachments', type: 'attachments', isMultiple: true, choices: [] } as const]
      : []),
  ];
}

/** Returns whether a formatted note can be edited as plain text without loss. */
export function isPlainNote(noteHtml: string): boolean {
  return !/<(?!\/?(?:body|p|br)\s*\/?>)/i.test(noteHtml);
}

/** Adds the loaded people to the choices of user and contact fields; a stored person who has left stays a choice. */
export function withPeople(
  fields: readonly Field[],
  people: Readonly<Record<PeopleKind, readonly Person[] | undefined>>,
  values: Values,
): Field[] {
  return fields.map((field) => {
    if (field.type !== 'user' && field.type !== 'contact') return field;
    const offered = people[field.type]?.map(({ id }) => id);
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

/** Returns why a custom field of an editable type is locked, or undefined. */
function lockOf({ isConverting, editableWithRoles }: CustomField, { roleId }: Rights): Lock | undefined {
  if (isConverting) return 'converting';
  return editableWithRoles.length > 0 && !editableWithRoles.includes(roleId) ? 'role' : undefined;
}
