import type { Field } from '../../lib/opportunity/fields.ts';

/** Limits a native select; longer lists get a combobox. */
const maxInSelect = 12;

/** Returns whether a field gets a combobox: people, and long lists of choices. */
export function isTypedInto({ type, choices }: Field): boolean {
  return type === 'user' || type === 'contact' || (type === 'choices' && choices.length > maxInSelect);
}
