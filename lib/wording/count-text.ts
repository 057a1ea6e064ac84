import { type MessageName, text } from './text.ts';

/** Returns one of two messages for a number, which is their $1, followed by `more`, by the plural rules of the catalogue's language. */
export function countText(
  one: MessageName,
  many: MessageName,
  count: number,
  ...more: (string | number)[]
): string {
  const isOne = new Intl.PluralRules(text('language')).select(count) === 'one';
  return text(isOne ? one : many, count, ...more);
}
