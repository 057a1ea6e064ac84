import type { Problem } from '../../lib/model/problem.ts';
import { actionOf } from '../../lib/wording/problem-text.ts';
import { text } from '../../lib/wording/text.ts';

/** Renders a button to the options if a key or the passphrase solves the problem; otherwise renders nothing. */
export function OptionsButton({ problem, onOptions }: { problem: Problem; onOptions(): void }) {
  const action = actionOf(problem);
  const isKeyMissing = action === 'connect' || action === 'reconnect';
  if (!isKeyMissing && action !== 'unlock') return null;
  return (
    <button type="button" class="button" onClick={onOptions}>
      {text(isKeyMissing ? 'options' : 'unlock')}
    </button>
  );
}
