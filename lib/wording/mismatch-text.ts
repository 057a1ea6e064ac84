import type { Mismatch } from '../quick-actions/apply-action.ts';
import { fieldName, type Words } from './describe-change.ts';
import { isolate } from './isolate.ts';
import { text } from './text.ts';

/** Why a quick action does not fit a deal, in one sentence. */
export function mismatchText({ kind, field = '', value = '' }: Mismatch, words: Words): string {
  return text(kind, isolate(fieldName(field, words)), isolate(value));
}
