import { text } from './text.ts';

/** Writes a list without "and", as the language of the interface does: "Widget A, Widget C". */
export function formatList(parts: readonly string[]): string {
  return new Intl.ListFormat(text('language'), { type: 'unit', style: 'short' }).format(parts);
}
