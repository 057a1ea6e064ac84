import type { Field } from '../../lib/opportunity/fields.ts';

/** More choices than this are typed into instead of looked through. */
const mostInSelect = 12;

/** Whether a field is chosen by typing: people, and long lists. */
export function isTypedInto({ type, choices }: Field): boolean {
  return type === 'user' || type === 'contact' || (type === 'choices' && choices.length > mostInSelect);
}
