import type { Mismatch } from '../quick-actions/apply-action.ts';
import { fieldName, type Words } from './describe-change.ts';
import { isolate } from './isolate.ts';
import { text } from './text.ts';

/** Returns the sentence that says why a quick action does not fit a deal. */
export function mismatchText({ kind, field = '', value = '' }: Mismatch, words: Words): string {
  return text(kind, isolate(fieldName(field, words)), isolate(value));
}
