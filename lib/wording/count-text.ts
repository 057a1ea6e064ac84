import { type MessageName, text } from './text.ts';

// By language. Reading the rules takes far longer than asking them, and a table does so in every row.
const rules = new Map<string, Intl.PluralRules>();

/** Returns one of two messages for a number, which is their $1, followed by `more`, by the plural rules of the catalogue's language. */
export function countText(
  one: MessageName,
  many: MessageName,
  count: number,
  ...more: (string | number)[]
): string {
  const language = text('language');
  const ruleSet = rules.get(language) ?? new Intl.PluralRules(language);
  rules.set(language, ruleSet);
  const isOne = ruleSet.select(count) === 'one';
  return text(isOne ? one : many, count, ...more);
}
