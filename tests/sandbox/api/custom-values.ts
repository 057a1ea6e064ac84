import type { CustomField, Opportunity, World } from '../types.ts';
import { isDateTime, isDay, normalizeMoment } from './moments.ts';

const isText = (value: unknown): value is string => typeof value === 'string';

/** What is wrong with a whole value for the field, in words; undefined where it is fine. Null unsets and is always fine. */
export function checkCustomValue(
  world: World,
  opportunity: Opportunity,
  field: CustomField,
  value: unknown,
): string | undefined {
  if (value === null) return undefined;
  if (!field.acceptsMultipleValues) return checkSingle(world, opportunity, field, value);
  if (!Array.isArray(value)) return 'Expected a list of values.';
  for (const one of value) {
    const problem = checkSingle(world, opportunity, field, one);
    if (problem) return problem;
  }
  return undefined;
}

/** What is wrong with a value sent under `.add` or `.remove`; each takes one value, never a list. */
export function checkCustomChange(
  world: World,
  opportunity: Opportunity,
  field: CustomField,
  kind: 'add' | 'remove',
  value: unknown,
): string | undefined {
  if (!field.acceptsMultipleValues) return 'This field does not accept multiple values.';
  if (Array.isArray(value) || value === null) return 'Expected a single value.';
  return kind === 'remove' ? undefined : checkSingle(world, opportunity, field, value);
}

function checkSingle(
  world: World,
  opportunity: Opportunity,
  field: CustomField,
  value: unknown,
): string | undefined {
  if (typeof value === 'object') return 'Invalid value.';
  switch (field.type) {
    case 'text':
    case 'textarea':
      return isText(value) ? undefined : 'Expected a string.';
    case 'number':
      return Number.isFinite(value) ? undefined : 'Expected a number.';
    case 'date':
      return isText(value) && isDay(value) ? undefined : 'Expected a date (YYYY-MM-DD).';
    case 'datetime':
      return isText(value) && isDateTime(value, true)
        ? undefined
        : 'Expected an ISO 8601 date with an offset.';
    case 'choices':
      return isOffered(opportunity, field, value) ? undefined : `"${value}" is not a valid choice.`;
    case 'user':
      return isMember(world, opportunity.organizationId, value) ? undefined : 'User does not exist.';
    case 'contact':
      return isContactOfLead(world, opportunity, value) ? undefined : 'Contact does not belong to this lead.';
    case 'custom_object':
      return isText(value) && value !== '' ? undefined : 'Custom object does not exist.';
    default:
      return undefined;
  }
}

/** A choice that is no longer offered may stay where it is already stored; what Close does is not known. */
function isOffered(opportunity: Opportunity, field: CustomField, value: unknown): boolean {
  if (!isText(value)) return false;
  return field.choices?.includes(value) === true || listOf(opportunity.custom[field.id]).includes(value);
}

/** Whether the value is the id of somebody who is now a member of the organisation. */
export function isMember(world: World, organizationId: string, value: unknown): boolean {
  return world.memberships.some(
    (one) => one.userId === value && one.organizationId === organizationId && one.isActive,
  );
}

/** Whether the value is the id of a contact of the deal's own lead. */
export function isContactOfLead(world: World, opportunity: Opportunity, value: unknown): boolean {
  return world.leads.get(opportunity.leadId)?.contacts.some((contact) => contact.id === value) === true;
}

/** Stores a whole value; null, an empty text and an empty list unset the field. */
export function setCustomValue(opportunity: Opportunity, field: CustomField, value: unknown): void {
  const isEmpty = value === null || value === '' || (Array.isArray(value) && value.length === 0);
  if (isEmpty) delete opportunity.custom[field.id];
  else
    opportunity.custom[field.id] =
      field.type === 'datetime' && isText(value) ? normalizeMoment(value) : value;
}

/** Adds or removes one value of a field with several; what is there already, or missing already, changes nothing. */
export function changeCustomValue(
  opportunity: Opportunity,
  field: CustomField,
  kind: 'add' | 'remove',
  value: unknown,
): void {
  const others = listOf(opportunity.custom[field.id]).filter((one) => one !== value);
  const stored = listOf(opportunity.custom[field.id]);
  if (kind === 'remove') setCustomValue(opportunity, field, others);
  else if (!stored.includes(value)) setCustomValue(opportunity, field, [...stored, value]);
}

function listOf(value: unknown): unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
