import { type Signal, useComputed } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { changeOf, isOpen } from '../../lib/bulk-edit/table-rows.ts';
import type { KnownLookup } from '../../lib/find/known-lookup.ts';
import { sentenceOf } from '../../lib/wording/problem-text.ts';
import { text } from '../../lib/wording/text.ts';
import { OptionsButton } from '../ui/OptionsButton.tsx';
import { ActionPicker } from './ActionPicker.tsx';
import { AddDeals } from './AddDeals.tsx';
import { DealsTable } from './DealsTable.tsx';
import { OpenDealsBar } from './OpenDealsBar.tsx';
import { RowDialogs } from './RowDialogs.tsx';
import { RunBar } from './RunBar.tsx';
import { ClosedDeals, RunButton } from './RunButton.tsx';
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

/** Renders the table of deals: edit cells, or select deals, preview one action, run it and undo it. */
export function BulkEdit({ table, lookup, message, onAdd, onExport, onOptions }: Props) {
  const { deals, open, sheet } = table;
  const isShown = open.isShown.value;
  const opened = sheet.opened.value;
  const { value: problem } = open.problem;
  return (
    <>
      <div class="table-page">
        <div class="row">
          <h1>{text(isShown ? 'openDeals' : 'manyTitle')}</h1>
          {!isShown && (
            <button type="button" class="button" onClick={() => void open.show()}>
              {text('openDeals')}
            </button>
          )}
        </div>
        {isShown ? (
          <details>
            <summary>{text('addDeals')}</summary>
            <AddDeals lookup={lookup} onAdd={onAdd} />
          </details>
        ) : (
          <AddDeals lookup={lookup} onAdd={onAdd} />
        )}
        <p role="status">{message.value}</p>
        {isShown && <OpenDealsBar table={table} />}
        {problem && (
          <p role="alert" class="problem">
            <span class="grow">{sentenceOf(problem)}</span>
            <OptionsButton problem={problem} onOptions={onOptions} />
            <button type="button" class="button" onClick={() => void open.show()}>
              {text('tryAgain')}
            </button>
          </p>
        )}
        <RunBar deals={deals} onOptions={onOptions} />
        {deals.rows.value.length > 0 && <ActionBar table={table} />}
        {open.visible.value.length > 0 && <DealsTable table={table} onOptions={onOptions} />}
        {isShown && open.visible.value.length === 0 && !deals.run.value && !problem && (
          <NoRows table={table} />
        )}
        {deals.rows.value.length > 0 && <ResultBar table={table} onExport={onExport} />}
      </div>
      <TableStatus table={table} onOptions={onOptions} />
      {opened && <RowDialogs key={opened.row.opportunityId} sheet={sheet} opened={opened} />}
    </>
  );
}

function ActionBar({ table: { deals, open } }: { table: TableModel }) {
  return (
    <div class="bar">
      <ActionPicker deals={deals} />
      <ClosedDeals rows={open.visible.value} />
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
      <RunButton deals={deals} />
    </div>
  );
}

function ResultBar({ table: { deals, open }, onExport }: { table: TableModel; onExport(): void }) {
  const failed = useComputed(() => deals.rows.value.filter(({ state }) => isOpen(state.value)).length);
  const changed = useComputed(() => deals.rows.value.filter(({ state }) => changeOf(state.value)).length);
  const isIdle = deals.run.value === null;
  return (
    <div class="bar">
      {failed.value > 0 && (
        <button type="button" class="button" disabled={!isIdle} onClick={() => void deals.retry()}>
          {text('manyRetry', failed.value)}
        </button>
      )}
      {changed.value > 0 && (
        <button type="button" class="button" disabled={!isIdle} onClick={() => void deals.undoAll()}>
          {text('manyUndo', changed.value)}
        </button>
      )}
      <span class="grow" />
      {open.hasMore.value && (
        <button type="button" class="button" disabled={!isIdle} onClick={() => void open.showMore()}>
          {text('showMoreDeals')}
        </button>
      )}
      <button type="button" class="button" onClick={onExport}>
        {text('exportCsv')}
      </button>
    </div>
  );
}

function NoRows({ table: { open } }: { table: TableModel }) {
  const isClean = open.counts.value.all > 0;
  const heading = useRef<HTMLHeadingElement>(null);
  // The focus may have been in the row that left last.
  useLayoutEffect(() => {
    if (document.activeElement === document.body) heading.current?.focus();
  }, []);
  return (
    <section class="no-rows">
      <h2 ref={heading} tabIndex={-1}>
        {text(isClean ? 'allClean' : 'noOpenDeals')}
      </h2>
      <p class="meta">{text(isClean ? 'allCleanHint' : 'noOpenDealsHint')}</p>
      {isClean && open.onlyAttention.value && (
        <button
          type="button"
          class="button"
          onClick={() => {
            open.onlyAttention.value = false;
          }}
        >
          {text('showAllDeals')}
        </button>
      )}
    </section>
  );
}
