import type { Connection } from '../model/connection.ts';
import type { CustomField } from '../model/custom-field.ts';
import type { FieldValue } from '../model/field-value.ts';
import type { Opportunity } from '../model/opportunity.ts';
import type { FieldChange } from '../model/quick-action.ts';
import { dayOfDate, isDay } from '../opportunity/dates.ts';
import { type Field, listFields } from '../opportunity/fields.ts';
import { usualDecimals } from '../opportunity/money.ts';
import { asList } from '../opportunity/values.ts';
import { maxMove } from './move-date.ts';

/** A deal that holds nothing, for listing fields without a deal at hand. */
export const blankDeal: Omit<Opportunity, 'currency' | 'organizationId'> = {
  id: '',
  leadId: '',
  leadName: '',
  ownerName: '',
  contactName: '',
  valueFormatted: '',
  noteHtml: '',
  updatedAt: '',
  updatedById: '',
  updatedByName: '',
  values: {},
};

/**
 * Lists the fields that a quick action may change, including locked ones. Leaves out files and contacts, which belong to
 * one deal or lead, and amounts in currencies without cents, because nothing shows in which unit Close stores those.
 */
export function actionFields(
  customFields: readonly CustomField[],
  { organizationId, currency, roleId }: Pick<Connection, 'organizationId' | 'currency' | 'roleId'>,
): Field[] {
  return listFields({ ...blankDeal, organizationId, currency }, customFields, { roleId }).filter(
    ({ type, key }) => type !== 'contact' && (key !== 'value' || usualDecimals(currency) === 2),
  );
}

/** Lists the kinds of change that a field allows, the usual one first. */
export function changesOf({ key, type, isMultiple }: Field): FieldChange['how'][] {
  if (isMultiple)
    return ['add', 'remove', 'edit', 'set', ...(type === 'user' ? (['me'] as const) : []), 'clear'];
  switch (type) {
    case 'percent':
      return ['set', 'raise'];
    case 'money':
      return ['set', 'raise', 'clear'];
    case 'period':
      return ['set'];
    case 'date':
    case 'datetime':
      return ['move', 'set', 'clear'];
    case 'user':
      return ['me', 'set', 'clear'];
    default:
      return key === 'note' ? ['append', 'set', 'clear'] : ['set', 'clear'];
  }
}

/** Returns whether a field allows this kind of change with this value. */
export function canTake(field: Field, change: FieldChange): boolean {
  if (!changesOf(field).includes(change.how)) return false;
  switch (change.how) {
    case 'set':
      return canHold(field, change.value);
    case 'add':
    case 'remove':
    case 'append':
      return change.value !== '';
    case 'edit': {
      const { add, remove } = change;
      const items = [...add, ...remove];
      return items.length > 0 && !items.includes('') && new Set(items).size === items.length;
    }
    case 'raise': {
      const most = field.type === 'money' ? Number.MAX_SAFE_INTEGER : 100;
      return Number.isInteger(change.by) && change.by !== 0 && Math.abs(change.by) <= most;
    }
    case 'move':
      return Number.isInteger(change.by) && change.by !== 0 && Math.abs(change.by) <= maxMove;
    default:
      return true;
  }
}

/** Returns the first choice that a change sets or adds and the field no longer offers. */
export function goneChoice({ type, choices }: Field, change: FieldChange): string | undefined {
  if (type !== 'choices' && type !== 'period') return undefined;
  const isSet = change.how === 'set' || change.how === 'add';
  const added = isSet ? asList(change.value) : change.how === 'edit' ? change.add : [];
  return added.find((one) => !choices.includes(one));
}

function canHold({ type, isMultiple }: Field, value: FieldValue): boolean {
  if (isMultiple) return typeof value === 'object' && value !== null && value.length > 0;
  switch (type) {
    case 'percent':
      return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 100;
    case 'money':
      return Number.isSafeInteger(value);
    case 'number':
      return Number.isFinite(value);
    case 'date':
      return isDay(dayOfDate(value));
    case 'datetime':
      return typeof value === 'string' && !Number.isNaN(Date.parse(value));
    default:
      return typeof value === 'string' && value !== '';
  }
}
