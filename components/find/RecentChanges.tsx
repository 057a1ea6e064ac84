import type { ChangeRow } from '../../lib/wording/change-rows.ts';
import { text } from '../../lib/wording/text.ts';

type Props = {
  rows: readonly ChangeRow[];
  /** Undoes a change; absent where undo is not offered. */
  onUndo?(row: ChangeRow): void;
};

/** Renders the changes made on this device, latest first. */
export function RecentChanges({ rows, onUndo }: Props) {
  return (
    <ul class="changes" aria-label={text('recentChanges')}>
      {rows.map((row) => (
        <li key={row.id}>
          <div class="grow">
            <b>
              <bdi>{row.leadName || text('noLeadName')}</bdi>
            </b>
            {row.lines.map(({ name, before, after }, place) => (
              <p key={place}>
                <bdi>{name}</bdi>: {before && <bdi>{before}</bdi>} → <bdi>{after}</bdi>
              </p>
            ))}
            <p class="meta">
              <time dateTime={new Date(row.at).toISOString()}>{formatMoment(row.at)}</time> · {row.ending}
            </p>
          </div>
          {onUndo && row.canUndo && (
            <button type="button" class="button" onClick={() => onUndo(row)}>
              {text('undo')}
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}

function formatMoment(at: number): string {
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' }).format(at);
}
