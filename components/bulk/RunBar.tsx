import type { BulkEditModel } from '../../lib/bulk-edit/bulk-edit.ts';
import type { Run } from '../../lib/bulk-edit/run.ts';
import { sentenceOf } from '../../lib/wording/problem-text.ts';
import { type MessageName, text } from '../../lib/wording/text.ts';
import { OptionsButton } from '../ui/OptionsButton.tsx';
import { useSecondsUntil } from '../ui/use-seconds-until.ts';

const sentences: Record<Run['kind'], MessageName> = {
  reading: 'manyReading',
  saving: 'manySaving',
  undoing: 'manyUndoing',
};

/** Shows a run's progress and why it is paused, with buttons to pause, resume or stop it. */
export function RunBar({ deals, onOptions }: { deals: BulkEditModel; onOptions(): void }) {
  const run = deals.run.value;
  if (!run) return null;
  const { kind, done, total, isPaused, waitsFor } = run;
  const said = text(sentences[kind], done, total);
  return (
    <div class="run">
      <progress max={total} value={done} aria-label={said} />
      <div class="bar">
        <p class="grow" role="status">
          {said} {isPaused && !waitsFor && text('manyPaused')}
          {waitsFor && sentenceOf(waitsFor.problem)}{' '}
          {waitsFor?.until != null && <Countdown key={waitsFor.until} until={waitsFor.until} />}
        </p>
        {waitsFor && <OptionsButton problem={waitsFor.problem} onOptions={onOptions} />}
        <button type="button" class="button" onClick={isPaused ? deals.resume : deals.pause}>
          {text(isPaused ? 'manyResume' : 'manyPause')}
        </button>
        <button type="button" class="button" onClick={() => void deals.stop()}>
          {text('manyStop')}
        </button>
      </div>
    </div>
  );
}

function Countdown({ until }: { until: number }) {
  return <span aria-hidden="true">{text('tryAgainIn', useSecondsUntil(until))}</span>;
}
