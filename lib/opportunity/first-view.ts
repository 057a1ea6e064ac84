import type { Values } from '../model/field-value.ts';
import type { Field } from './fields.ts';
import { valueIn } from './values.ts';

/** How many fields stand in the first view by default; it should not need to scroll. */
const fieldsInFirstView = 6;

/** Expected there, even where one is locked: its reason answers what would otherwise be looked for. */
const always = ['value', 'value_period', 'date_won'];
/** Tall ones wait under all fields, unless they are pinned. */
const stepsBack = ['note', 'note_html', 'attachments'];

/**
 * The fields of the first view: the pinned ones in their order, or, while nothing is pinned, the standard ones and
 * then custom ones that hold something. What `mustShow` names, a field that is edited or has an error, never hides.
 */
export function chooseFirstView(
  fields: readonly Field[],
  pinned: readonly string[],
  values: Values,
  mustShow: (key: string) => boolean,
): Field[] {
  const chosen = pinned.length > 0 ? pinnedFields(fields, pinned) : defaultFields(fields, values);
  const others = fields.filter((field) => !chosen.includes(field) && mustShow(field.key));
  return [...chosen, ...others];
}

/** The pinned fields in the user's order; pins of fields that are not there wait for them to come back. */
export function pinnedFields(fields: readonly Field[], pinned: readonly string[]): Field[] {
  return pinned.flatMap((key) => fields.find((field) => pinKey(field) === key) ?? []);
}

/** A plain and a formatted note are one thing to the user, so they share a pin. */
export function pinKey({ key }: Pick<Field, 'key'>): string {
  return key === 'note_html' ? 'note' : key;
}

function defaultFields(fields: readonly Field[], values: Values): Field[] {
  const rank = ({ key }: Field) => (always.includes(key) ? 0 : valueIn(values, key) !== null ? 1 : 2);
  const isOffered = ({ key, lock }: Field) => always.includes(key) || (!lock && !stepsBack.includes(key));
  const candidates = fields.filter(isOffered);
  const first = candidates.toSorted((one, other) => rank(one) - rank(other)).slice(0, fieldsInFirstView);
  return fields.filter((field) => first.includes(field));
}
