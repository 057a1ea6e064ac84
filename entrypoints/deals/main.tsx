import { signal } from '@preact/signals';
import { browser } from 'wxt/browser';
import '../../components/editor/editor.css';
import '../../components/bulk/bulk.css';
import { ManyDeals } from '../../components/bulk/BulkEdit.tsx';
import { openSurface } from '../../components/ui/surface.tsx';
import { toCsvFile } from '../../lib/base/csv.ts';
import { offerFile } from '../../lib/base/download-file.ts';
import { createManyDeals, mostDeals } from '../../lib/bulk-edit/bulk-edit.ts';
import { outcomeRows } from '../../lib/bulk-edit/outcome.ts';
import { findReferences, findReferencesInAddress } from '../../lib/detection/references.ts';
import { ask } from '../../lib/messaging/ask.ts';
import { ignoreRepeatedPress } from '../../lib/surface/ignore-repeated-press.ts';
import { wakeOutboxWhenOnline } from '../../lib/surface/wake-outbox.ts';
import { sentenceOf } from '../../lib/wording/problem-text.ts';
import { text } from '../../lib/wording/text.ts';

const surface = openSurface('deals');
document.documentElement.lang = browser.i18n.getUILanguage();

const deals = createManyDeals(ask);
const told = signal('');

/** Adds every deal and lead that a text names, in whatever form. */
async function add(pasted: string): Promise<void> {
  const references = [...findReferences(pasted, 'pointed-at'), ...findReferencesInAddress(pasted)];
  told.value = references.length > 0 ? '' : text('manyNoIds');
  const { left, problem } = await deals.add(references);
  if (problem) told.value = sentenceOf(problem);
  else if (left > 0) told.value = text('manyTooMany', mostDeals, left);
}

// What is not begun yet is only known to this page; what was begun is in the outbox and goes on without it.
addEventListener('beforeunload', (event) => {
  if (deals.run.value && deals.run.value.kind !== 'reading') event.preventDefault();
});

wakeOutboxWhenOnline();
ignoreRepeatedPress();
document.title = `${text('manyTitle')} · ${text('product')}`;
surface.show(
  <ManyDeals
    deals={deals}
    told={told}
    onAdd={(pasted) => void add(pasted)}
    onExport={() => offerFile('deals.csv', 'text/csv', toCsvFile(outcomeRows(deals.rows.value)))}
    onOptions={() => void browser.runtime.openOptionsPage()}
  />,
);
// The ids stand behind the # of the address, so that a reload shows the same deals.
if (location.hash.length > 1) void add(location.hash);
