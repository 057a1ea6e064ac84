import { signal } from '@preact/signals';
import { browser } from 'wxt/browser';
import '../../components/editor/editor.css';
import '../../components/bulk/bulk.css';
import { BulkEdit } from '../../components/bulk/BulkEdit.tsx';
import { createTable } from '../../components/bulk/table-model.ts';
import { openSurface } from '../../components/ui/surface.tsx';
import { toCsvFile } from '../../lib/base/csv.ts';
import { downloadFile } from '../../lib/base/download-file.ts';
import { maxDeals } from '../../lib/bulk-edit/bulk-edit.ts';
import { outcomeRows } from '../../lib/bulk-edit/outcome.ts';
import { pasteSheet } from '../../lib/bulk-edit/paste-sheet.ts';
import { readPastedSheet } from '../../lib/bulk-edit/pasted-sheet.ts';
import { findReferences, findReferencesInAddress } from '../../lib/detection/references.ts';
import { createKnownLookup } from '../../lib/find/known-lookup.ts';
import { ask } from '../../lib/messaging/ask.ts';
import { openDealsHash, readBulkEditAddress } from '../../lib/surface/bulk-edit-address.ts';
import { ignoreRepeatedPress } from '../../lib/surface/ignore-repeated-press.ts';
import { wakeOutboxWhenOnline } from '../../lib/surface/wake-outbox.ts';
import { formatList } from '../../lib/wording/format-list.ts';
import { isolate } from '../../lib/wording/isolate.ts';
import { sentenceOf } from '../../lib/wording/problem-text.ts';
import { text } from '../../lib/wording/text.ts';

const surface = openSurface('deals');
document.documentElement.lang = text('language');

const table = createTable(ask);
const { deals, sheet, open } = table;
const message = signal('');

/** Adds every deal and lead whose id or link is in a text. */
async function add(pasted: string): Promise<void> {
  const pastedSheet = readPastedSheet(pasted);
  if (pastedSheet) {
    const { unused, remaining, problem } = await pasteSheet(pastedSheet, deals, sheet);
    if (problem) message.value = sentenceOf(problem);
    else if (remaining > 0) message.value = text('manyTooMany', maxDeals, remaining);
    else message.value = unused.length > 0 ? text('pasteUnused', formatList(unused.map(isolate))) : '';
    return;
  }
  const references = [...findReferences(pasted, 'pointed-at'), ...findReferencesInAddress(pasted)];
  message.value = references.length > 0 ? '' : text('manyNoIds');
  const { remaining, problem } = await deals.add(references);
  if (problem) message.value = sentenceOf(problem);
  else if (remaining > 0) message.value = text('manyTooMany', maxDeals, remaining);
}

// Warns before closing during a run, because edits that are not in the outbox yet would be lost.
addEventListener('beforeunload', (event) => {
  if (deals.run.value && deals.run.value.kind !== 'reading') event.preventDefault();
});

wakeOutboxWhenOnline();
ignoreRepeatedPress();
document.title = `${text('manyTitle')} · ${text('product')}`;
surface.show(
  <BulkEdit
    table={table}
    lookup={createKnownLookup(ask)}
    message={message}
    onAdd={(pasted) => void add(pasted)}
    onExport={() => downloadFile('deals.csv', 'text/csv', toCsvFile(outcomeRows(deals.rows.value)))}
    onOptions={() => void browser.runtime.openOptionsPage()}
  />,
);
// Saves wait for the user where the keys are locked or refused, who comes back here afterwards.
addEventListener('focus', () => sheet.resume());
document.addEventListener('visibilitychange', () => document.hidden && open.tellDays());
// A reload shows the same deals.
if (location.hash === openDealsHash) void open.show();
const ids = await readBulkEditAddress(location.hash);
if (ids.length > 1 && ids !== openDealsHash) void add(ids);
