import { useSignal } from '@preact/signals';
import { useLayoutEffect } from 'preact/hooks';
import type { ChangeRow } from '../../lib/wording/change-rows.ts';
import { text } from '../../lib/wording/text.ts';
import { timeAgo } from '../../lib/wording/time-ago.ts';

const minuteMs = 60_000;

type Props = {
  rows: readonly ChangeRow[];
  /** Undoes the change with this id; absent where undo is not offered. */
  onUndo?(changeId: string): void;
};

/** Renders the changes made on this device, latest first. */
export function RecentChanges({ rows, onUndo }: Props) {
  useEachMinute();
  return (
    <ul class="changes" aria-label={text('recentChanges')}>
      {rows.map(({ id, leadName, lines, at, ending, undoneAt, offer }) => (
        <li key={id}>
          <div class="grow">
            <b>
              <bdi>{leadName || text('noLeadName')}</bdi>
            </b>
            {lines.map(({ name, before, after }, place) => (
              <p key={place}>
                <bdi>{name}</bdi>: {before && <bdi>{before}</bdi>} → <bdi>{after}</bdi>
              </p>
            ))}
            <p class="meta">
              <Moment at={at} /> · {ending} {undoneAt !== null && <Moment at={undoneAt} />}
            </p>
          </div>
          {onUndo && offer && (
            <button type="button" class="button" onClick={() => onUndo(offer.changeId)}>
              {text(offer.name)}
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}

function Moment({ at }: { at: number }) {
  const moment = new Date(at).toISOString();
  const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' }).format(at);
  return (
    <time dateTime={moment} title={full}>
      {timeAgo(moment)}
    </time>
  );
}

// Renders again each minute, because the times are relative to now.
function useEachMinute(): void {
  const minutes = useSignal(0);
  useLayoutEffect(() => {
    const timer = setInterval(() => {
      minutes.value += 1;
    }, minuteMs);
    return () => clearInterval(timer);
  }, [minutes]);
  void minutes.value;
}
