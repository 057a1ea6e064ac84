import { useComputed } from '@preact/signals';
import { useId, useLayoutEffect, useState } from 'preact/hooks';
import type { DealEditor } from '../../../lib/editor/deal-editor.ts';
import { createDealHistory, type DealHistory } from '../../../lib/editor/deal-history.ts';
import type { HistoryEntry, TimeInStage } from '../../../lib/wording/history-entries.ts';
import { isolate } from '../../../lib/wording/isolate.ts';
import { sentenceOf } from '../../../lib/wording/problem-text.ts';
import { text } from '../../../lib/wording/text.ts';
import { ModalDialog } from '../../ui/ModalDialog.tsx';

type Props = {
  deal: DealEditor;
  onClose(): void;
};

// Here and not in the style sheet, which the first view waits for. Fixed, so that nothing moves when entries arrive.
const fixedHeight = { height: 'min(420px, 100dvh - 100px)', overflow: 'auto' };

/** Shows what happened to a deal: its status changes, what was changed on this device, and all fields if wanted. */
export function HistoryDialog({ deal, onClose }: Props) {
  const [history] = useState(() => createDealHistory(deal));
  useLayoutEffect(() => void history.readStatus(), [history]);
  // An open question about the deal is to be answered first.
  const canPutBack = useComputed(() => deal.conflict.value === null);
  const { fieldsChanges } = history.past.value;
  const isBusy = history.reading.value !== null;
  return (
    <ModalDialog title={text('history')} onCancel={onClose}>
      <section style={fixedHeight} aria-busy={isBusy}>
        <h1>{text('history')}</h1>
        <p class="meta" role="status">
          {isBusy ? text('historyReading') : stageText(history.presentStage.value)}
        </p>
        <ul class="changes" aria-label={text('history')}>
          {history.entries.value.map((entry) => (
            <Entry
              key={entry.id}
              entry={entry}
              onPutBack={
                canPutBack.value && entry.putBack
                  ? () => {
                      onClose();
                      void history.putBack(entry.putBack ?? {});
                    }
                  : undefined
              }
            />
          ))}
        </ul>
        <Problem history={history} />
        <p class="meta">{notesOf(history).join(' ')}</p>
      </section>
      <div class="bar">
        {/* Keeps its place and the focus after it was pressed. */}
        <button
          type="button"
          class="button"
          aria-disabled={isBusy || fieldsChanges !== null}
          onClick={() => fieldsChanges === null && void history.readFields()}
        >
          {text('allFields')}
        </button>
        <span class="grow" />
        <button type="button" class="button primary" onClick={onClose}>
          {text('done')}
        </button>
      </div>
    </ModalDialog>
  );
}

function Entry({ entry, onPutBack }: { entry: HistoryEntry; onPutBack: (() => void) | undefined }) {
  const id = useId();
  return (
    <li>
      <div class="grow" id={id}>
        {entry.lines.map(({ name, before, after }, place) => (
          <p key={place}>
            <bdi>{name}</bdi>: <Values before={before} after={after} />
          </p>
        ))}
        <p class="meta">
          <time dateTime={new Date(entry.at).toISOString()}>{formatTime(entry.at)}</time> ·{' '}
          <bdi>{entry.who}</bdi>
          {entry.stage && <> · {stageText(entry.stage)}</>}
        </p>
      </div>
      {onPutBack && (
        <button type="button" class="button" aria-describedby={id} onClick={onPutBack}>
          {text('putBack')}
        </button>
      )}
    </li>
  );
}

function Values({ before, after }: { before: string; after: string }) {
  if (before === '' && after === '') return <>{text('historyValuesUnknown')}</>;
  return (
    <>
      <bdi>{before || '?'}</bdi> → <bdi>{after || '?'}</bdi>
    </>
  );
}

function Problem({ history }: { history: DealHistory }) {
  const { value: problem } = history.problem;
  return (
    problem && (
      <p role="alert" class="problem">
        {sentenceOf(problem)}{' '}
        <button type="button" class="link" onClick={() => void history.retry()}>
          {text('tryAgain')}
        </button>
      </p>
    )
  );
}

// Names the gaps, because people trust a list that looks complete.
function notesOf({ past }: DealHistory): string[] {
  const { statusChanges, fieldsChanges } = past.value;
  return [
    text(fieldsChanges ? 'historyFieldsReach' : 'historyReach'),
    ...(statusChanges?.hasMore || fieldsChanges?.hasMore ? [text('historyHasMore')] : []),
  ];
}

function stageText({ label, days }: TimeInStage): string {
  const name = isolate(label);
  if (days === null) return text('historyStageUnknown', name);
  return text('historyStage', name, days === 0 ? text('historyUnderOneDay') : formatDays(days));
}

function formatDays(days: number): string {
  return new Intl.NumberFormat(undefined, { style: 'unit', unit: 'day', unitDisplay: 'long' }).format(days);
}

function formatTime(at: number): string {
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' }).format(at);
}
