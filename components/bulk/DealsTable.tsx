import { useComputed } from '@preact/signals';
import type { BulkEditModel } from '../../lib/bulk-edit/bulk-edit.ts';
import { outcomeText } from '../../lib/bulk-edit/outcome.ts';
import { changedLines, nothingPlanned, type Preview, previewOf } from '../../lib/bulk-edit/plan.ts';
import type { Row } from '../../lib/bulk-edit/table-rows.ts';
import { findStatus } from '../../lib/opportunity/opportunity.ts';
import { valueIn } from '../../lib/opportunity/values.ts';
import { text } from '../../lib/wording/text.ts';
import { summaryOf } from '../find/deal-summary.ts';
import { OptionsButton } from '../ui/OptionsButton.tsx';

type Props = { deals: BulkEditModel; onOptions(): void };

/** Renders the deals, each with the preview of the chosen action and its result. */
export function DealsTable({ deals, onOptions }: Props) {
  const areAllTicked = useComputed(() =>
    deals.rows.value.every(({ isTicked, view }) => isTicked.value || !view.value),
  );
  return (
    <table class="many">
      <thead>
        <tr>
          <th>
            <input
              type="checkbox"
              aria-label={text('manyAll')}
              checked={areAllTicked.value}
              onChange={(event) => {
                const isTicked = event.currentTarget.checked;
                for (const row of deals.rows.value) row.isTicked.value = isTicked && row.view.value !== null;
              }}
            />
          </th>
          <th>{text('csvDeal')}</th>
          <th>{text('manyPreview')}</th>
          <th>{text('csvEnding')}</th>
        </tr>
      </thead>
      <tbody>
        {deals.rows.value.map((row) => (
          <DealRow key={row.opportunityId} row={row} deals={deals} onOptions={onOptions} />
        ))}
      </tbody>
    </table>
  );
}

function DealRow({ deals, row, onOptions }: Props & { row: Row }) {
  const { opportunityId, view, state, isTicked } = row;
  const preview = useComputed((): Preview => {
    if (!view.value) return nothingPlanned;
    const change = state.value.step === 'saved' && state.value.change;
    if (change) return { ...nothingPlanned, lines: changedLines(change, view.value) };
    return deals.action.value ? previewOf(deals.action.value, view.value) : nothingPlanned;
  });
  const { lines, mismatch, skipped } = preview.value;
  const isIdle = preview.value !== nothingPlanned && !mismatch && lines.length === 0;
  const { step } = state.value;
  return (
    <tr class={step}>
      <td>
        <input
          type="checkbox"
          aria-label={view.value?.opportunity.leadName || opportunityId}
          checked={isTicked.value}
          disabled={view.value === null}
          onChange={(event) => {
            isTicked.value = event.currentTarget.checked;
          }}
        />
      </td>
      <td>
        <Deal row={row} />
      </td>
      <td>
        {mismatch && <span class="field-problem">{mismatch}</span>}
        {lines.map(({ field, name, before, after }) => (
          <p key={field}>
            <bdi>{name}</bdi>: <bdi>{before}</bdi> → <bdi>{after}</bdi>
          </p>
        ))}
        {skipped && <span class="meta">{skipped}</span>}
        {isIdle && <span class="meta">{text('unchangedMessage')}</span>}
      </td>
      <td>
        {outcomeText(state.value)}{' '}
        {state.value.step === 'failed' && (
          <OptionsButton problem={state.value.problem} onOptions={onOptions} />
        )}
      </td>
    </tr>
  );
}

function Deal({ row }: { row: Row }) {
  const view = row.view.value;
  if (!view) return <code>{row.opportunityId}</code>;
  const { opportunity, organization } = view;
  const found = findStatus(organization.catalog.pipelines, valueIn(opportunity.values, 'status_id'));
  const { amount, rest } = summaryOf(opportunity, found);
  return (
    <>
      <b>
        <bdi>{opportunity.leadName || text('noLeadName')}</bdi>
      </b>{' '}
      <bdi class={`pill ${found?.status.type ?? ''}`}>{found?.status.label}</bdi>
      <small class="meta">
        {[amount, ...rest].map((part, place) => (
          <span key={place}>
            {place > 0 && ' · '}
            <bdi>{part}</bdi>
          </span>
        ))}
        {opportunity.isStalled && (
          <span>
            {' · '}
            <span class="stalled">{text('stalled')}</span>
          </span>
        )}
      </small>
    </>
  );
}
