import type { Stage } from '../model/stages.ts';
import { fieldName, type Words } from './describe-change.ts';
import { formatList } from './format-list.ts';
import { isolate } from './isolate.ts';
import { formatPercent } from './percent.ts';
import { text } from './text.ts';

/** Describes what a stage asks for, with a line for each kind of request. */
export function describeStage(
  { asks = [], requires = [], confidence, hint = '' }: Stage,
  words: Pick<Words, 'customFields'>,
): string[] {
  const named = (keys: readonly string[]) => formatList(keys.map((key) => isolate(fieldName(key, words))));
  const optional = asks.filter((key) => !requires.includes(key));
  return [
    ...(requires.length > 0 ? [text('stageRequires', named(requires))] : []),
    ...(optional.length > 0 ? [text('stageAsks', named(optional))] : []),
    ...(confidence === undefined ? [] : [text('stageSuggests', formatPercent(confidence))]),
    ...(hint === '' ? [] : [`“${hint}”`]),
  ];
}
