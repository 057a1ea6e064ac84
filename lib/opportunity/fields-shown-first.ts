import type { Values } from '../model/field-value.ts';
import type { Field } from './fields.ts';
import { valueIn } from './values.ts';

/** Default number of fields in the first view, small enough to avoid scrolling. */
const fieldsInFirstView = 6;

/** Fields that are always in the default view, even if locked, because users look for them. */
const always = ['value', 'value_period', 'date_won'];
/** Tall fields that are shown only under all fields, unless pinned. */
const stepsBack = ['note', 'note_html', 'attachments'];

/**
 * Returns the fields of the first view: pinned ones in order, or by default standard fields and custom fields with a
 * value, `count` of them. `mustShow` adds fields that are edited or have an error.
 */
export function chooseFirstView(
  fields: readonly Field[],
  pinned: readonly string[],
  values: Values,
  mustShow: (key: string) => boolean,
  count = fieldsInFirstView,
): Field[] {
  const chosen = pinned.length > 0 ? pinnedFields(fields, pinned) : defaultFields(fields, values, count);
  const others = fields.filter((field) => !chosen.includes(field) && mustShow(field.key));
  return [...chosen, ...others];
}

/** Returns the pinned fields in the user's order, without those that this deal does not have. */
export function pinnedFields(fields: readonly Field[], pinned: readonly string[]): Field[] {
  return pinned.flatMap((key) => fields.find((field) => pinKey(field) === key) ?? []);
}

/** Returns the pin key of a field; plain and formatted note share one, because users see one note. */
export function pinKey({ key }: Pick<Field, 'key'>): string {
  return key === 'note_html' ? 'note' : key;
}

function defaultFields(fields: readonly Field[], values: Values, count: number): Field[] {
  const rank = ({ key }: Field) => (always.includes(key) ? 0 : valueIn(values, key) !== null ? 1 : 2);
  const isOffered = ({ key, lock }: Field) => always.includes(key) || (!lock && !stepsBack.includes(key));
  const candidates = fields.filter(isOffered);
  const first = candidates.toSorted((one, other) => rank(one) - rank(other)).slice(0, count);
  return fields.filter((field) => first.includes(field));
}
