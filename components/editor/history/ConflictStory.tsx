import { useSignal } from '@preact/signals';
import { useLayoutEffect } from 'preact/hooks';
import type { DealEditor } from '../../../lib/editor/deal-editor.ts';
import type { StatusChange } from '../../../lib/model/deal-history.ts';
import type { Conflict } from '../../../lib/model/field-value.ts';
import { localDay } from '../../../lib/opportunity/dates.ts';
import { findStatus } from '../../../lib/opportunity/opportunity.ts';
import { lastMoveTo } from '../../../lib/wording/history-entries.ts';
import { isolate } from '../../../lib/wording/isolate.ts';
import { text } from '../../../lib/wording/text.ts';
import { HistoryDialog } from './HistoryDialog.tsx';

type Props = { deal: DealEditor; conflicts: readonly Conflict[] };

// Taken from the start, so that nothing moves when the answer comes; here, because the first view waits for the style sheet.
const twoLines = { height: '2lh', margin: 0, overflow: 'hidden' };

/** Says who moved a deal whose status is in question, which Close is asked for, and leads to the deal's history. */
export function ConflictStory({ deal, conflicts }: Props) {
  const status = conflicts.find(({ field }) => field === 'status_id');
  const isHistoryShown = useSignal(false);
  return (
    <section style={{ paddingBlock: '0 12px' }}>
      <p class="meta" style={status && twoLines}>
        {status && <LastMove deal={deal} statusId={status.theirs} />}
      </p>
      <button
        type="button"
        class="link"
        onClick={() => {
          isHistoryShown.value = true;
        }}
      >
        {text('history')}
      </button>
      {isHistoryShown.value && (
        <HistoryDialog
          deal={deal}
          onClose={() => {
            isHistoryShown.value = false;
          }}
        />
      )}
    </section>
  );
}

function LastMove({ deal, statusId }: { deal: DealEditor; statusId: Conflict['theirs'] }) {
  const sentence = useSignal(text('historyReading'));
  useLayoutEffect(() => {
    const { id: opportunityId, organizationId } = deal.view.value.opportunity;
    void deal.ask('history.read', { opportunityId, organizationId }).then((read) => {
      const move = read.ok ? lastMoveTo(statusId, read.value) : undefined;
      sentence.value = move ? moveText(deal, move) : text('historyMoverUnknown');
    });
  }, [deal, statusId, sentence]);
  return <span role="status">{sentence.value}</span>;
}

function moveText(deal: DealEditor, { at, userName, to }: StatusChange): string {
  const label = findStatus(deal.view.value.catalog.pipelines, to.id)?.status.label || to.label || to.id;
  const when = new Date(at);
  const isToday = localDay(when) === localDay(new Date());
  const written = new Intl.DateTimeFormat(undefined, {
    ...(!isToday && { dateStyle: 'medium' }),
    timeStyle: 'short',
  }).format(when);
  const who = isolate(userName || text('historySomeone'));
  return text(isToday ? 'historyMovedAt' : 'historyMovedOn', who, isolate(label), written);
}
