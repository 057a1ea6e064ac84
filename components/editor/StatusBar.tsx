import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import type { DealEditor } from '../../lib/editor/deal-editor.ts';
import type { Notice } from '../../lib/editor/notice.ts';
import { fieldName } from '../../lib/wording/describe-change.ts';
import { formatList } from '../../lib/wording/format-list.ts';
import { beforeAndAfter, isolateIfNeeded } from '../../lib/wording/isolate.ts';
import { sentenceOf } from '../../lib/wording/problem-text.ts';
import { type MessageName, text } from '../../lib/wording/text.ts';
import { later } from '../ui/load-later.tsx';
import { useSecondsUntil } from '../ui/use-seconds-until.ts';
import { saveKeys } from './save-keys.ts';

const LinkTip = later(async () => (await import('./LinkTip.tsx')).LinkTip);

const undoTimeMs = 10_000;
const lookEveryMs = 250;

type Props = {
  deal: DealEditor;
  /** Whether the deal is shown from memory while it is read from Close. */
  isReadingAgain: boolean;
};

/**
 * Says in one line how the last save ended, what waits and what changed, with the buttons for it. Always there and always
 * as high, because nothing may move under the pointer.
 */
export function StatusBar({ deal, isReadingAgain }: Props) {
  const notice = deal.isSaving.value ? null : deal.notice.value;
  const changeId = notice?.kind === 'saved' && notice.lines.length > 0 ? notice.changeId : undefined;
  const canUndo = useUndoTime(changeId);
  const draft = describeDraft(deal);
  const isNoticeOver = notice?.kind === 'saved' && !canUndo && draft !== undefined;
  const said = isNoticeOver ? null : saidOf(deal, notice);
  const idle = idleWords(deal, isReadingAgain);
  return (
    <footer class={`status-bar ${said?.tone ?? ''}`}>
      {changeId !== undefined && canUndo && <span key={changeId} class="undo-time" aria-hidden="true" />}
      <div class="said">
        <div role="status" title={said?.full}>
          {said?.content}
          {notice?.kind === 'waiting' && <Waiting key={notice.until} deal={deal} notice={notice} />}
        </div>
        {!said &&
          notice?.kind !== 'waiting' &&
          (!draft && idle === 'upToDate' && deal.view.value.isTipDue ? (
            <LinkTip deal={deal} />
          ) : (
            <p class="meta" title={draft?.join(' · ')}>
              {(draft ?? [text(idle)]).map((part) => (
                <bdi key={part}>{part}</bdi>
              ))}
            </p>
          ))}
      </div>
      {notice?.kind === 'saved' && changeId !== undefined && canUndo && (
        <UndoButton deal={deal} changeId={changeId} isRedo={notice.isUndo} />
      )}
      {notice?.kind === 'waiting' && (
        <button type="button" class="link" onClick={() => void deal.cancel()}>
          {text('cancel')}
        </button>
      )}
      {draft !== undefined && <DraftButtons deal={deal} isWaiting={notice?.kind === 'waiting'} />}
    </footer>
  );
}

function idleWords(deal: DealEditor, isReadingAgain: boolean): MessageName {
  // The question is still open, and the edit waits for its answer.
  if (deal.conflict.value) return 'notSavedYet';
  return isReadingAgain ? 'checkingClose' : 'upToDate';
}

type Said = { tone: 'saved' | 'quiet'; content: ComponentChildren; full?: string };

function saidOf(deal: DealEditor, notice: Notice | null): Said | null {
  if (deal.isSaving.value) return { tone: 'quiet', content: text('saving') };
  if (notice?.kind === 'unchanged') return { tone: 'quiet', content: text('savedUnchanged') };
  if (notice?.kind !== 'saved') return null;
  const lines = notice.lines.map(
    ({ name, before, after }) => `${name && `${isolateIfNeeded(name)}: `}${beforeAndAfter(before, after)}`,
  );
  const ignored =
    notice.ignored.length > 0
      ? text('savedDifferently', formatList(notice.ignored.map(isolateIfNeeded)))
      : '';
  return {
    tone: 'saved',
    full: [...lines, ignored].filter(Boolean).join(' · '),
    content: (
      <>
        {ignored && <strong>{ignored} </strong>}
        <b>{text(notice.isUndo ? 'undone' : 'saved')}</b>
        {notice.lines.map(({ name, before, after }, place) => (
          <span key={place}>
            {' · '}
            {notice.isUndo ? (
              text('backTo', isolateIfNeeded(name || text('fieldStatus')), isolateIfNeeded(after))
            ) : (
              <bdi>
                {name && <bdi>{name}</bdi>}
                {name && ': '}
                <bdi>{before}</bdi> → <bdi>{after}</bdi>
              </bdi>
            )}
          </span>
        ))}
      </>
    ),
  };
}

// Returns whether a change can still be undone from the bar, which is so for ten seconds.
function useUndoTime(changeId: string | undefined): boolean {
  const endedId = useSignal<string | undefined>(undefined);
  // A layout effect starts the timer on mount, because a plain effect may wait for a paint.
  useLayoutEffect(() => {
    if (changeId === undefined) return undefined;
    const timer = setTimeout(() => {
      endedId.value = changeId;
    }, undoTimeMs);
    return () => clearTimeout(timer);
  }, [changeId, endedId]);
  return changeId !== undefined && endedId.value !== changeId;
}

type UndoProps = { deal: DealEditor; changeId: string; isRedo: boolean };

function UndoButton({ deal, changeId, isRedo }: UndoProps) {
  const hasKey = deal.view.value.preferences.usesSingleKeys;
  return (
    <button
      type="button"
      class="link"
      aria-keyshortcuts={hasKey ? 'U' : undefined}
      onClick={() => void deal.undo(changeId)}
    >
      {text(isRedo ? 'redo' : 'undo')}
      {hasKey && (
        <span class="key" aria-hidden="true">
          U
        </span>
      )}
    </button>
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
  const reason = sentenceOf(problem);
  return (
    <span class="waiting" title={reason}>
      <b>{text('notSavedYet')}</b>{' '}
      {until !== null && (
        <>
          <span aria-hidden="true">{text('savingAgainIn', secondsLeft)}</span>
          {/* In place of the countdown, which would be read out each second. */}
          <span class="read-out"> {text('waiting')} </span>
        </>
      )}{' '}
      {reason} {until === null && text('queued')}
    </span>
  );
}

// Returns what there is to say about the unsaved changes, or undefined if there are none.
function describeDraft(deal: DealEditor): string[] | undefined {
  const { catalog } = deal.view.value;
  const touched = deal.fields.value.map(({ key }) => key).filter((key) => deal.changed.value.includes(key));
  if (touched.length === 0) return undefined;
  const namesOf = (keys: readonly string[]) => formatList(keys.map((key) => fieldName(key, catalog)));
  const names = namesOf(touched);
  const overtaken = namesOf(touched.filter((key) => deal.overtaken.value.includes(key)));
  return [
    ...(deal.isRestored.value ? [text('restored')] : []),
    touched.length === 1 ? text('changeOne', names) : text('changeMany', touched.length, names),
    ...(overtaken ? [text('changedSince', overtaken)] : []),
  ];
}

// The buttons and the longest message have room beside each other if the draft cannot be discarded while a change waits.
function DraftButtons({ deal, isWaiting }: { deal: DealEditor; isWaiting: boolean }) {
  const isInvalid = Object.keys(deal.ready.value.problems).length > 0;
  return (
    <>
      {!isWaiting && (
        <button type="button" class="link" onClick={deal.discard}>
          {text('discard')}
        </button>
      )}
      <button
        type="button"
        class="button primary"
        title={saveKeys}
        disabled={isInvalid}
        onClick={() => void deal.save()}
      >
        {text('save')}
      </button>
    </>
  );
}
