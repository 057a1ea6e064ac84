import { type Signal, useComputed } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { KnownLookup } from '../../lib/find/known-lookup.ts';
import { countText } from '../../lib/wording/count-text.ts';
import { sentenceOf } from '../../lib/wording/problem-text.ts';
import { text } from '../../lib/wording/text.ts';
import { OptionsButton } from '../ui/OptionsButton.tsx';
import { AddDeals } from './AddDeals.tsx';
import { DealsTable } from './DealsTable.tsx';
import { NoRows } from './NoRows.tsx';
import { OpenDealsBar } from './OpenDealsBar.tsx';
import { ClosedDeals } from './RunButton.tsx';
import { RunProgress } from './RunProgress.tsx';
import { Step } from './Step.tsx';
import type { TableModel } from './table-model.ts';

type Props = {
  table: TableModel;
  lookup: KnownLookup;
  message: Signal<string>;
  onAdd(pasted: string): void;
  onExport(): void;
  onOptions(): void;
};

/** Renders step 1: which deals there are, which of them are shown, and which are selected. */
export function DealsStep({ table, lookup, message, onAdd, onExport, onOptions }: Props) {
  const { deals, open } = table;
  const isShown = open.isShown.value;
  const hasDeals = deals.rows.value.length > 0;
  const { value: problem } = open.problem;
  const selected = useSelectedText(table);
  return (
    <Step
      number={1}
      name="stepDeals"
      head={
        <>
          <RunProgress deals={deals} ofReading idle={hasDeals ? selected : ''} onOptions={onOptions} />
          {hasDeals && (
            <>
              <ClosedDeals rows={open.visible.value} />
              <Filter typed={open.filter} />
              <button type="button" class="button" onClick={onExport}>
                {text('exportCsv')}
              </button>
            </>
          )}
        </>
      }
    >
      <FoldedAddDeals isFolded={hasDeals || isShown} lookup={lookup} onAdd={onAdd} />
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
      {open.visible.value.length > 0 && <DealsTable table={table} onOptions={onOptions} />}
      {open.visible.value.length === 0 && !deals.run.value && !problem && <NoRows table={table} />}
      {open.hasMore.value && (
        <button
          type="button"
          class="button"
          disabled={deals.run.value !== null}
          onClick={() => void open.showMore()}
        >
          {text('showMoreDeals')}
        </button>
      )}
    </Step>
  );
}

/** Says how many deals are selected, and how many of them cannot be seen and would be changed all the same. */
function useSelectedText({ deals, open }: TableModel): string {
  return useComputed(() => {
    const rows = deals.rows.value;
    const selected = rows.filter(({ isTicked }) => isTicked.value);
    const visible = new Set(open.visible.value);
    const hidden = selected.filter((row) => !visible.has(row)).length;
    const counted = text('dealsSelected', selected.length, rows.length);
    if (hidden === 0) return counted;
    return `${counted} · ${countText('selectedHiddenOne', 'selectedHidden', hidden)}`;
  }).value;
}

function Filter({ typed }: { typed: Signal<string> }) {
  return (
    <input
      type="search"
      class="control"
      aria-label={text('filterDeals')}
      placeholder={text('filterDeals')}
      value={typed.value}
      onInput={(event) => {
        typed.value = event.currentTarget.value;
      }}
    />
  );
}

type FoldedProps = { isFolded: boolean; lookup: KnownLookup; onAdd(pasted: string): void };

// Folds when the first deals come. Then the user opens and closes it.
function FoldedAddDeals({ isFolded, lookup, onAdd }: FoldedProps) {
  const box = useRef<HTMLDetailsElement>(null);
  useLayoutEffect(() => {
    const { current: shown } = box;
    if (!shown) return;
    const hadFocus = shown.open && shown.contains(document.activeElement);
    shown.open = !isFolded;
    if (hadFocus) shown.querySelector('summary')?.focus();
  }, [isFolded]);
  return (
    <details ref={box}>
      <summary>{text('addDeals')}</summary>
      <AddDeals lookup={lookup} onAdd={onAdd} />
    </details>
  );
}
