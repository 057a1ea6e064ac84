import { useComputed, useSignal } from '@preact/signals';
import type { BulkEditModel } from '../../lib/bulk-edit/bulk-edit.ts';
import { planFor } from '../../lib/bulk-edit/plan.ts';
import { isClosed, type Row } from '../../lib/bulk-edit/table-rows.ts';
import { countText } from '../../lib/wording/count-text.ts';
import { text } from '../../lib/wording/text.ts';
import { ModalDialog } from '../ui/ModalDialog.tsx';
import type { TableModel } from './table-model.ts';

/** Up to so many open deals are changed without a question. */
const maxUnasked = 20;

/** Renders the button that changes the selected deals. It asks before many deals, and before won and lost ones. */
export function RunButton({ table: { deals, open } }: { table: TableModel }) {
  const asks = useSignal(false);
  const fitting = useComputed(() => deals.rows.value.filter((row) => row.isTicked.value && fits(deals, row)));
  const count = fitting.value.length;
  const closed = fitting.value.filter(isClosedRow).length;
  const hidden = asks.value ? fitting.value.filter((row) => !open.visible.value.includes(row)).length : 0;
  const name = countText('manyStartOne', 'manyStart', count);
  const start = () => {
    asks.value = false;
    void deals.start();
  };
  return (
    <>
      <button
        type="button"
        class="button primary"
        disabled={deals.run.value !== null || count === 0}
        onClick={() => {
          if (count > maxUnasked || closed > 0) asks.value = true;
          else start();
        }}
      >
        {name}
      </button>
      {asks.value && (
        <ModalDialog
          title={name}
          onCancel={() => {
            asks.value = false;
          }}
        >
          <section>
            <h1>{name}</h1>
            {closed > 0 && (
              <p class="problem">{countText('runTouchesClosedOne', 'runTouchesClosed', closed)}</p>
            )}
            {hidden > 0 && <p>{countText('selectedHiddenOne', 'selectedHidden', hidden)}</p>}
            <p>{text('runCanBeUndone')}</p>
          </section>
          <div class="bar">
            <span class="grow" />
            <button
              type="button"
              class="button"
              onClick={() => {
                asks.value = false;
              }}
            >
              {text('cancel')}
            </button>
            <button type="button" class="button primary" onClick={start}>
              {name}
            </button>
          </div>
        </ModalDialog>
      )}
    </>
  );
}

/** Says how many won and lost deals are not selected while others are, and selects them if the user wants. */
export function ClosedDeals({ rows }: { rows: readonly Row[] }) {
  const closed = rows.filter((row) => isClosedRow(row) && !row.isTicked.value);
  if (closed.length === 0 || !rows.some(({ isTicked }) => isTicked.value)) return null;
  return (
    <>
      <span class="meta">{countText('closedLeftOutOne', 'closedLeftOut', closed.length)}</span>
      <button
        type="button"
        class="link"
        onClick={() => {
          for (const { isTicked } of closed) isTicked.value = true;
        }}
      >
        {text('includeClosed')}
      </button>
    </>
  );
}

function isClosedRow({ view }: Row): boolean {
  return view.value !== null && isClosed(view.value);
}

function fits(deals: BulkEditModel, row: Row): boolean {
  const action = deals.actionFor(row);
  if (!action || !row.view.value) return false;
  const plan = planFor(action, row.view.value);
  return plan.ok && Object.keys(plan.patch).length > 0;
}
