import type { CustomField, Opportunity, World } from '../types.ts';
import { isDateTime, isDay, normalizeMoment } from './moments.ts';

const isText = (value: unknown): value is string => typeof value === 'string';

/** Returns why a whole value is invalid for the field, or undefined. Null unsets the field and is always valid. */
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

/** Returns why a value sent under `.add` or `.remove` is invalid, or undefined; it must not be a list. */
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

/** Accepts a removed choice if the deal already stores it; whether Close does so is unknown. */
function isOffered(opportunity: Opportunity, field: CustomField, value: unknown): boolean {
  if (!isText(value)) return false;
  return field.choices?.includes(value) === true || listOf(opportunity.custom[field.id]).includes(value);
}

/** Returns whether the value is the id of a current member of the organization. */
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

/** Adds or removes one value of a multiple field; adding a present value or removing a missing one is a no-op. */
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
