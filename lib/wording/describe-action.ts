import type { FieldChange, QuickAction } from '../model/quick-action.ts';
import { describeValue, fieldName, type Words } from './describe-change.ts';
import { formatList } from './format-list.ts';
import { formatPercent } from './percent.ts';
import { text } from './text.ts';

/** Describes a quick action with a line for each field, such as "Confidence: +10%". */
export function describeAction({ changes }: QuickAction, words: Words, currency: string): string[] {
  return Object.entries(changes).map(
    ([key, change]) => `${fieldName(key, words)}: ${describeChange(key, change, words, currency)}`,
  );
}

function describeChange(key: string, change: FieldChange, words: Words, currency: string): string {
  const named = (value: Parameters<typeof describeValue>[1]) => describeValue(key, value, words, currency);
  switch (change.how) {
    case 'set':
      return named(change.value);
    case 'add':
      return `+ ${named(change.value)}`;
    case 'remove':
      return `− ${named(change.value)}`;
    case 'edit':
      return formatList([
        ...change.add.map((item) => `+ ${named(item)}`),
        ...change.remove.map((item) => `− ${named(item)}`),
      ]);
    case 'append':
      return `+ “${change.value}”`;
    case 'clear':
      return text('notSet');
    case 'me':
      return text('howMe');
    case 'raise':
      if (key === 'value') return `${change.by < 0 ? '−' : '+'}${named(Math.abs(change.by))}`;
      return formatPercent(change.by, 'always');
    case 'move':
      return signed(change.by, { style: 'unit', unit: change.unit, unitDisplay: 'long' });
  }
}

function signed(by: number, unit: Intl.NumberFormatOptions = {}): string {
  return new Intl.NumberFormat(undefined, { ...unit, signDisplay: 'always' }).format(by);
}
