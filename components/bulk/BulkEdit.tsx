import { type Signal, useComputed } from '@preact/signals';
import { changeOf, isOpen, type RowState } from '../../lib/bulk-edit/table-rows.ts';
import type { KnownLookup } from '../../lib/find/known-lookup.ts';
import { text } from '../../lib/wording/text.ts';
import { ActionPicker } from './ActionPicker.tsx';
import { DealsStep } from './DealsStep.tsx';
import { RowDialogs } from './RowDialogs.tsx';
import { RunButton } from './RunButton.tsx';
import { RunProgress } from './RunProgress.tsx';
import { Step } from './Step.tsx';
import { TableStatus } from './TableStatus.tsx';
import type { TableModel } from './table-model.ts';

type Props = {
  table: TableModel;
  lookup: KnownLookup;
  /** The result of adding deals, "" before the first. */
  message: Signal<string>;
  onAdd(pasted: string): void;
  onExport(): void;
  onOptions(): void;
};

/** Renders the table page in three steps: select deals or edit their cells, choose one change, run it and undo it. */
export function BulkEdit({ table, onOptions, ...ofDeals }: Props) {
  const { open, sheet } = table;
  const isShown = open.isShown.value;
  const opened = sheet.opened.value;
  return (
    <>
      <div class="table-frame">
        <div class="table-page">
          <div class="row">
            <h1>{text(isShown ? 'openDeals' : 'manyTitle')}</h1>
            {!isShown && (
              <button type="button" class="button" onClick={() => void open.show()}>
                {text('openDeals')}
              </button>
            )}
          </div>
          <DealsStep table={table} onOptions={onOptions} {...ofDeals} />
        </div>
        <div class="change-steps">
          <ChangeStep table={table} />
          <UpdateStep table={table} onOptions={onOptions} />
        </div>
      </div>
      <TableStatus table={table} onOptions={onOptions} />
      {opened && <RowDialogs key={opened.row.opportunityId} sheet={sheet} opened={opened} />}
    </>
  );
}

function ChangeStep({ table: { deals } }: { table: TableModel }) {
  return (
    <Step number={2} name="stepChange" head={null}>
      <div class="table-step-line">
        <ActionPicker deals={deals} />
        {deals.proposed.value > 0 && (
          <button
            type="button"
            class="button"
            disabled={deals.run.value !== null}
            onClick={deals.discardProposals}
          >
            {text('discard')}
          </button>
        )}
      </div>
    </Step>
  );
}

// Buttons that come with the results follow those that are always there, so that nothing moves.
function UpdateStep({ table, onOptions }: { table: TableModel; onOptions(): void }) {
  const { deals } = table;
  const isIdle = deals.run.value === null;
  // A deal that a run has not reached yet has not failed.
  const isToRetry = ({ step }: RowState) => isIdle || step !== 'unread';
  const failed = deals.rows.value.filter(({ state }) => isOpen(state.value) && isToRetry(state.value)).length;
  const changed = useComputed(() => deals.rows.value.filter(({ state }) => changeOf(state.value)).length);
  return (
    <Step
      number={3}
      name="stepUpdate"
      head={<RunProgress deals={deals} ofReading={false} idle="" onOptions={onOptions} />}
    >
      <div class="table-step-line">
        <RunButton table={table} />
        {changed.value > 0 && (
          <button type="button" class="button" disabled={!isIdle} onClick={() => void deals.undoAll()}>
            {text('manyUndo', changed.value)}
          </button>
        )}
        {failed > 0 && (
          <button type="button" class="button" disabled={!isIdle} onClick={() => void deals.retry()}>
            {text('manyRetry', failed)}
          </button>
        )}
      </div>
    </Step>
  );
}
