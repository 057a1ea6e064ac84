import type { Problem } from '../../lib/model/problem.ts';
import { actionOf } from '../../lib/wording/problem-text.ts';
import { text } from '../../lib/wording/text.ts';

/** The way to the options where a problem is mended there, by a key or the passphrase; nothing for any other problem. */
export function OptionsButton({ problem, onOptions }: { problem: Problem; onOptions(): void }) {
  const action = actionOf(problem);
  if (action !== 'options' && action !== 'unlock') return null;
  return (
    <button type="button" class="button" onClick={onOptions}>
      {text(action)}
    </button>
  );
}
