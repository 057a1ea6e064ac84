import { useSignal } from '@preact/signals';
import { useLayoutEffect } from 'preact/hooks';
import type { DealEditor } from '../../lib/editor/deal-editor.ts';
import type { Notice } from '../../lib/editor/notice.ts';
import { sentenceOf } from '../../lib/wording/problem-text.ts';
import { text } from '../../lib/wording/text.ts';
import { useSecondsUntil } from '../ui/use-seconds-until.ts';
import type { Actions } from './actions.ts';
import { ProblemNote } from './ProblemNote.tsx';

const undoTimeMs = 10_000;
const lookEveryMs = 250;

type Props = { deal: DealEditor; actions: Actions };

/** Shows the state of the last save in a live region for screen readers. */
export function NoticeLine({ deal, actions }: Props) {
  const notice = deal.notice.value;
  return (
    <>
      <div role="status">
        {deal.isSaving.value && <p class="toast quiet">{text('saving')}</p>}
        {!deal.isSaving.value && notice?.kind === 'saved' && (
          <Saved key={notice.changeId} deal={deal} notice={notice} />
        )}
        {!deal.isSaving.value && notice?.kind === 'unchanged' && (
          <p class="toast quiet">{text('savedUnchanged')}</p>
        )}
        {!deal.isSaving.value && notice?.kind === 'waiting' && (
          <Waiting key={notice.until} deal={deal} notice={notice} />
        )}
      </div>
      {notice?.kind === 'mismatch' && (
        <p role="alert" class="problem">
          {notice.sentence}
        </p>
      )}
      {notice?.kind === 'problem' && (
        <ProblemNote problem={notice.problem} actions={actions} onRetry={() => void deal.retry()} />
      )}
    </>
  );
}

function Saved({ deal, notice }: { deal: DealEditor; notice: Notice & { kind: 'saved' } }) {
  const canUndo = useSignal(true);
  const hasKey = deal.view.value.preferences.usesSingleKeys;
  // A layout effect starts the timer on mount, because a plain effect may wait for a paint.
  useLayoutEffect(() => {
    const timer = setTimeout(() => {
      canUndo.value = false;
    }, undoTimeMs);
    return () => clearTimeout(timer);
  }, [canUndo]);
  return (
    <div class="toast">
      <p class="grow">
        <bdi>{notice.lines.join(' · ') || text('saved')}</bdi>
        {notice.ignored.length > 0 && <strong> {text('savedDifferently', notice.ignored.join(', '))}</strong>}
      </p>
      {canUndo.value && notice.lines.length > 0 && (
        <button
          type="button"
          aria-keyshortcuts={hasKey ? 'U' : undefined}
          onClick={() => void deal.undo(notice.changeId)}
        >
          {text('undo')}
          {hasKey && (
            <span class="key" aria-hidden="true">
              U
            </span>
          )}
        </button>
      )}
    </div>
  );
}

function Waiting({ deal, notice }: { deal: DealEditor; notice: Notice & { kind: 'waiting' } }) {
  const { problem, until } = notice;
  const secondsLeft = useSecondsUntil(until ?? 0);
  useLayoutEffect(() => {
    const timer = setInterval(() => {
      // Polls, because the network's "online" event may have fired before this was mounted, or before the
      // background received it.
      const isTime = until === null ? navigator.onLine : Date.now() >= until;
      if (!isTime) return;
      clearInterval(timer);
      void deal.retry();
    }, lookEveryMs);
    return () => clearInterval(timer);
  }, [deal, until, notice]);
  return (
    <div class="toast quiet">
      <p class="grow">
        {sentenceOf(problem)} {text(until === null ? 'queued' : 'waiting')}{' '}
        {until !== null && <span aria-hidden="true">{text('tryAgainIn', secondsLeft)}</span>}
      </p>
      <button type="button" onClick={() => void deal.cancel()}>
        {text('cancel')}
      </button>
    </div>
  );
}
