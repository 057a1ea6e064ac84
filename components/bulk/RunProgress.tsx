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

type Props = {
  deals: BulkEditModel;
  /** Whether it shows reading, else saving and undoing. */
  ofReading: boolean;
  /** What it says while there is no such run. */
  idle: string;
  onOptions(): void;
};

/**
 * Shows a run's progress and why it is paused, with buttons to pause, resume or stop it. Its text has the same place and
 * height without a run, so that nothing moves when one begins or ends.
 */
export function RunProgress({ deals, ofReading, idle, onOptions }: Props) {
  const run = deals.run.value;
  const shown = run && (run.kind === 'reading') === ofReading ? run : null;
  const waitsFor = shown?.waitsFor;
  const said = shown ? text(sentences[shown.kind], shown.done, shown.total) : idle;
  return (
    <>
      <p class="run-text" role="status">
        {said} {shown?.isPaused && !waitsFor && text('manyPaused')}
        {waitsFor && sentenceOf(waitsFor.problem)}{' '}
        {waitsFor?.until != null && <Countdown key={waitsFor.until} until={waitsFor.until} />}
      </p>
      {shown && (
        <>
          <progress max={shown.total} value={shown.done} aria-label={said} />
          <div class="run-buttons">
            {waitsFor && <OptionsButton problem={waitsFor.problem} onOptions={onOptions} />}
            <button type="button" class="button" onClick={shown.isPaused ? deals.resume : deals.pause}>
              {text(shown.isPaused ? 'manyResume' : 'manyPause')}
            </button>
            <button type="button" class="button" onClick={() => void deals.stop()}>
              {text('manyStop')}
            </button>
          </div>
        </>
      )}
    </>
  );
}

function Countdown({ until }: { until: number }) {
  return <span aria-hidden="true">{text('tryAgainIn', useSecondsUntil(until))}</span>;
}
