import { useComputed } from '@preact/signals';
import type { Row } from '../../lib/bulk-edit/table-rows.ts';
import { formatDay } from '../../lib/opportunity/dates.ts';
import { findStatus } from '../../lib/opportunity/opportunity.ts';
import { valueIn } from '../../lib/opportunity/values.ts';
import { reasonText } from '../../lib/wording/attention-text.ts';
import { periodName } from '../../lib/wording/describe-change.ts';
import { text } from '../../lib/wording/text.ts';
import { rowHead } from './grid-roles.ts';
import { SnoozeButton } from './SnoozeButton.tsx';
import type { TableModel } from './table-model.ts';

/** Renders the deal of a row: its lead, where it belongs, and why it needs attention. */
export function DealCell({ table, row }: { table: TableModel; row: Row }) {
  const { open, sheet } = table;
  const view = row.view.value;
  // Read here, the list of edits would draw every row again with each save.
  const canUndo = useComputed(() => sheet.canUndo(row));
  if (!view)
    return (
      <th {...rowHead}>
        <code>{row.opportunityId}</code>
      </th>
    );
  const { opportunity, organization } = view;
  const { pipelines } = organization.catalog;
  const pipeline = findStatus(pipelines, valueIn(opportunity.values, 'status_id'))?.pipeline;
  const period = valueIn(opportunity.values, 'value_period');
  const parts = [
    table.isOfSeveral.value ? organization.connection.organizationName : '',
    pipelines.length > 1 ? (pipeline?.name ?? '') : '',
    typeof period === 'string' && period !== 'one_time' ? periodName(period) : '',
  ].filter(Boolean);
  return (
    <th {...rowHead}>
      <b>
        <bdi>{opportunity.leadName || text('noLeadName')}</bdi>
      </b>
      {parts.length > 0 && (
        <small class="meta">
          {parts.map((part, place) => (
            <span key={place}>
              {place > 0 && ' · '}
              <bdi>{part}</bdi>
            </span>
          ))}
        </small>
      )}
      {open.isShown.value && (
        <div class="attention">
          <Reasons table={table} row={row} />
          {canUndo.value && (
            <button type="button" class="link" tabIndex={-1} onClick={() => void sheet.undoRow(row)}>
              {text('undo')}
            </button>
          )}
          <SnoozeButton table={table} row={row} leadName={opportunity.leadName} />
        </div>
      )}
    </th>
  );
}

function Reasons({ table: { open }, row }: { table: TableModel; row: Row }) {
  const until = open.isSnoozed(row) ? open.snoozed.value[row.opportunityId] : undefined;
  if (until !== undefined)
    return <small class="meta">{text('snoozedUntil', formatDay(until, new Date()))}</small>;
  const reasons = open.reasonsOf(row).map(reasonText);
  if (reasons.length === 0) return <small class="clean">{text('rowClean')}</small>;
  return (
    <small class="reasons" title={reasons.join(' · ')}>
      {reasons.map((reason, place) => (
        <span key={reason}>
          {place > 0 && ' · '}
          {reason}
        </span>
      ))}
    </small>
  );
}
