import { useComputed } from '@preact/signals';
import { Fragment } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { outcomeText } from '../../lib/bulk-edit/outcome.ts';
import { changedLines, nothingPlanned, type Preview, previewOf } from '../../lib/bulk-edit/plan.ts';
import type { SortColumn } from '../../lib/bulk-edit/sort-rows.ts';
import { isClosed, type Row } from '../../lib/bulk-edit/table-rows.ts';
import { type MessageName, text } from '../../lib/wording/text.ts';
import { OptionsButton } from '../ui/OptionsButton.tsx';
import { DealCell } from './DealCell.tsx';
import { keepFocus } from './grid-focus.ts';
import { columnHead, gapRow, gridCell, grid as gridRole, gridRow } from './grid-roles.ts';
import { SheetCell } from './SheetCell.tsx';
import { fieldKeyOf, sheetColumns, type TableModel } from './table-model.ts';
import { useGridKeys } from './use-grid-keys.ts';

type Props = { table: TableModel; onOptions(): void };

/** Renders the deals as a grid: cells that are edited in place, the preview of the chosen action, and its result. */
export function DealsTable({ table, onOptions }: Props) {
  const { open, deals, rowWindow } = table;
  const isShown = open.isShown.value;
  const hasResults = deals.hasResults.value;
  useLayoutEffect(rowWindow.watch, []);
  useLayoutEffect(rowWindow.measure, [isShown, hasResults]);
  const handlers = useGridKeys(table);
  return (
    <table
      {...gridRole}
      class={`many ${isShown ? 'open-deals' : ''} ${hasResults ? 'with-results' : ''}`}
      aria-label={text('dealsGrid')}
      aria-description={text('dealsGridHelp')}
      aria-rowcount={open.visible.value.length + 1}
      {...handlers}
    >
      <thead>
        <tr {...gridRow} aria-rowindex={1}>
          <th {...columnHead}>
            <SelectAll table={table} />
          </th>
          <SortHead table={table} column="deal" name="csvDeal" />
          {sheetColumns.map(({ column, name }) => (
            <SortHead key={column} table={table} column={column} name={name} />
          ))}
          <th {...columnHead}>{text('manyPreview')}</th>
          {hasResults && <th {...columnHead}>{text('csvEnding')}</th>}
        </tr>
      </thead>
      <DealRows table={table} onOptions={onOptions} />
    </table>
  );
}

/** Renders the rows near the view, and the height of the others. */
function DealRows({ table, onOptions }: Props) {
  const { open, rowWindow } = table;
  const body = useRef<HTMLTableSectionElement>(null);
  const rows = open.visible.value;
  const { drawn, rest } = rowWindow.drawn.value;
  const before = useRef(rows);
  useLayoutEffect(() => {
    keepFocus(body.current, table, neighborOf(open.inUse.peek(), before.current, rows));
    before.current = rows;
  });
  return (
    <tbody ref={body}>
      {drawn.map(({ row, place, gap }) => (
        <Fragment key={row.opportunityId}>
          <Gap height={gap} />
          <DealRow table={table} row={row} place={place} onOptions={onOptions} />
        </Fragment>
      ))}
      <Gap height={rest} />
    </tbody>
  );
}

// A row and not a margin, because a changed margin ends the browser's scroll anchoring.
function Gap({ height }: { height: number }) {
  return height > 0 ? <tr {...gapRow} class="gap" style={{ height: `${height}px` }} /> : null;
}

/** Returns the row that takes the place of a removed one, or the one above it. */
function neighborOf(removed: Row | null, before: readonly Row[], rows: readonly Row[]): Row | undefined {
  const place = removed ? before.indexOf(removed) : -1;
  if (place < 0) return undefined;
  const isLeft = (row: Row) => rows.includes(row);
  return before.slice(place + 1).find(isLeft) ?? before.slice(0, place).findLast(isLeft);
}

function SelectAll({ table: { open } }: { table: TableModel }) {
  const areAllTicked = useComputed(() =>
    open.visible.value.every((row) => row.isTicked.value || !isSelectable(row)),
  );
  return (
    <input
      type="checkbox"
      tabIndex={-1}
      data-focus
      aria-label={text('manyAll')}
      checked={areAllTicked.value}
      onChange={(event) => {
        const isTicked = event.currentTarget.checked;
        for (const row of open.visible.value) row.isTicked.value = isTicked && isSelectable(row);
      }}
    />
  );
}

// A won or lost deal is changed only if the user selects it.
function isSelectable({ view }: Row): boolean {
  return view.value !== null && !isClosed(view.value);
}

type HeadProps = { table: TableModel; column: SortColumn; name: MessageName };

function SortHead({ table: { open }, column, name }: HeadProps) {
  const sort = open.sort.value;
  const isOwn = sort?.column === column;
  return (
    <th
      {...columnHead}
      class="sorted"
      aria-sort={isOwn ? (sort.isDescending ? 'descending' : 'ascending') : 'none'}
      onClick={() => open.sortBy(column)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' || event.key === ' ') open.sortBy(column);
      }}
    >
      {text(name)}
      {isOwn && <span aria-hidden="true">{sort.isDescending ? ' ▾' : ' ▴'}</span>}
    </th>
  );
}

type RowProps = Props & { row: Row };

function DealRow({ table, row, place, onOptions }: RowProps & { place: number }) {
  const element = useRef<HTMLTableRowElement>(null);
  useLayoutEffect(() => (element.current ? table.rowWindow.follow(element.current) : undefined), []);
  return (
    <tr
      ref={element}
      {...gridRow}
      class={row.state.value.step}
      aria-label={nameOf(row)}
      aria-rowindex={place + 2}
      data-id={row.opportunityId}
    >
      <RowCells table={table} row={row} onOptions={onOptions} />
    </tr>
  );
}

function nameOf({ opportunityId, view }: Row): string {
  return view.value ? view.value.opportunity.leadName || text('noLeadName') : opportunityId;
}

// Apart from its row, whose place changes with every row that leaves above it.
function RowCells({ table, row, onOptions }: RowProps) {
  const { deals, sheet, open } = table;
  const { view, state, isTicked, proposal } = row;
  const preview = useComputed((): Preview => {
    if (!view.value) return nothingPlanned;
    const change = state.value.step === 'saved' && !proposal.value && state.value.change;
    if (change) return { ...nothingPlanned, lines: changedLines(change, view.value) };
    const action = deals.actionFor(row);
    return action ? previewOf(action, view.value) : nothingPlanned;
  });
  const { lines, mismatch, skipped } = preview.value;
  const problems = proposal.value?.problems ?? [];
  const isIdle = preview.value !== nothingPlanned && !mismatch && lines.length === 0 && problems.length === 0;
  const name = nameOf(row);
  return (
    <>
      <td {...gridCell}>
        <input
          type="checkbox"
          tabIndex={-1}
          data-focus
          aria-label={name}
          checked={isTicked.value}
          disabled={view.value === null}
          onChange={(event) => {
            isTicked.value = event.currentTarget.checked;
          }}
        />
      </td>
      <DealCell table={table} row={row} />
      {sheetColumns.map(({ column, name: columnName }) => (
        <SheetCell
          key={column}
          sheet={sheet}
          row={row}
          fieldKey={fieldKeyOf(column, row, open)}
          name={text(columnName)}
        />
      ))}
      <td {...gridCell}>
        {[mismatch, ...problems].filter(Boolean).map((problem) => (
          <p key={problem} class="field-problem">
            {problem}
          </p>
        ))}
        {lines.map(({ field, name: fieldName, before, after }) => (
          <p key={field}>
            <bdi>{fieldName}</bdi>: <bdi>{before}</bdi> → <bdi>{after}</bdi>
          </p>
        ))}
        {skipped && <span class="meta">{skipped}</span>}
        {isIdle && <span class="meta">{text('unchangedMessage')}</span>}
      </td>
      {deals.hasResults.value && (
        <td {...gridCell}>
          {outcomeText(state.value)}{' '}
          {state.value.step === 'failed' && (
            <OptionsButton problem={state.value.problem} onOptions={onOptions} />
          )}
        </td>
      )}
    </>
  );
}
