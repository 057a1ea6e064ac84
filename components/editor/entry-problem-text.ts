import type { EntryProblem } from '../../lib/opportunity/entries.ts';
import { formatAmount } from '../../lib/opportunity/money.ts';
import { text } from '../../lib/wording/text.ts';

/** Returns the validation message of an entry, with an example in the user's number format. */
export function entryProblemText(problem: EntryProblem): string {
  switch (problem) {
    case 'not-a-percent':
      return text('entryNotAPercent');
    case 'not-a-number':
      return text('entryNotANumber', new Intl.NumberFormat().format(1234.5));
    case 'not-an-amount':
      return text('entryNotAnAmount', formatAmount(123400));
    case 'not-a-day':
      return text('entryNotADay');
    case 'not-a-time':
      return text('entryNotATime');
    case 'not-offered':
      return text('entryNotOffered');
    case 'not-a-file-of-close':
      return text('attachmentForeign');
  }
}
