import type { Mismatch } from '../quick-actions/apply-action.ts';
import { fieldName, type Words } from './describe-change.ts';
import { formatList } from './format-list.ts';
import { isolate } from './isolate.ts';
import { text } from './text.ts';

/** Returns the sentence that says why a quick action does not fit a deal. */
export function mismatchText(
  { kind, field = '', value = '', fields = [field] }: Mismatch,
  words: Words,
): string {
  const named = fields.map((key) => isolate(fieldName(key, words)));
  return text(kind, formatList(named), isolate(value));
}
