import { type Signal, useComputed } from '@preact/signals';
import type { BulkEditModel as Model } from '../../lib/bulk-edit/bulk-edit.ts';
import { planFor } from '../../lib/bulk-edit/plan.ts';
import { changeOf, isOpen } from '../../lib/bulk-edit/table-rows.ts';
import type { KnownLookup } from '../../lib/find/known-lookup.ts';
import { countText } from '../../lib/wording/count-text.ts';
import { text } from '../../lib/wording/text.ts';
import { ActionPicker } from './ActionPicker.tsx';
import { AddDeals } from './AddDeals.tsx';
import { DealsTable } from './DealsTable.tsx';
import { RunBar } from './RunBar.tsx';

type Props = {
  deals: Model;
  lookup: KnownLookup;
  /** The result of adding deals, "" before the first. */
  message: Signal<string>;
  onAdd(pasted: string): void;
  onExport(): void;
  onOptions(): void;
};

/** Renders the bulk table: select deals, preview one action, run it and undo it. */
export function BulkEdit({ deals, lookup, message, onAdd, onExport, onOptions }: Props) {
  const rows = deals.rows.value;
  const isIdle = useComputed(() => deals.run.value === null);
  const count = useComputed(
    () => deals.rows.value.filter((row) => row.isTicked.value && fits(deals, row)).length,
  );
  const open = useComputed(() => deals.rows.value.filter(({ state }) => isOpen(state.value)).length);
  const changed = useComputed(() => deals.rows.value.filter(({ state }) => changeOf(state.value)).length);
  return (
    <>
      <h1>{text('manyTitle')}</h1>
      <AddDeals lookup={lookup} onAdd={onAdd} />
      <p role="status">{message.value}</p>
      <RunBar deals={deals} onOptions={onOptions} />
      {rows.length > 0 && (
        <>
          <div class="bar">
            <ActionPicker deals={deals} />
            <button
              type="button"
              class="button primary"
              disabled={!isIdle.value || count.value === 0}
              onClick={() => void deals.start()}
            >
              {countText('manyStartOne', 'manyStart', count.value)}
            </button>
          </div>
          <DealsTable deals={deals} onOptions={onOptions} />
          <div class="bar">
            {open.value > 0 && (
              <button
                type="button"
                class="button"
                disabled={!isIdle.value}
                onClick={() => void deals.retry()}
              >
                {text('manyRetry', open.value)}
              </button>
            )}
            {changed.value > 0 && (
              <button
                type="button"
                class="button"
                disabled={!isIdle.value}
                onClick={() => void deals.undoAll()}
              >
                {text('manyUndo', changed.value)}
              </button>
            )}
            <span class="grow" />
            <button type="button" class="button" onClick={onExport}>
              {text('exportCsv')}
            </button>
          </div>
        </>
      )}
    </>
  );
}

function fits({ action }: Model, { view }: Model['rows']['value'][number]): boolean {
  if (!action.value || !view.value) return false;
  const plan = planFor(action.value, view.value);
  return plan.ok && Object.keys(plan.patch).length > 0;
}
