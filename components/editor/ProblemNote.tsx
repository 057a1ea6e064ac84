import type { Problem } from '../../lib/model/problem.ts';
import { actionOf, type ProblemAction, sentenceOf } from '../../lib/wording/problem-text.ts';
import { type MessageName, text } from '../../lib/wording/text.ts';
import { useSecondsUntil } from '../ui/use-seconds-until.ts';
import type { Actions } from './actions.ts';

const names: Record<ProblemAction, MessageName> = {
  options: 'options',
  unlock: 'unlock',
  allow: 'allowAccess',
  choose: 'choose',
  retry: 'tryAgain',
  'undo-rest': 'undoRest',
  'reload-page': 'reloadPage',
  reopen: 'showThisPage',
};

type Props = { problem: Problem; actions: Actions; onRetry(): void };

/** Shows a problem in one sentence, with the one action that helps. */
export function ProblemNote({ problem, actions, onRetry }: Props) {
  const action = actionOf(problem);
  // Retry waits for the rate limit, because Close would refuse an earlier request again.
  const secondsLeft = useSecondsUntil(action === 'retry' ? (problem.retryAt ?? 0) : 0);
  const act = {
    options: actions.openOptions,
    unlock: actions.askPassphrase,
    allow: () => void actions.allowAccess().then((isAllowed) => isAllowed && onRetry()),
    choose: onRetry,
    retry: onRetry,
    'undo-rest': onRetry,
    'reload-page': actions.reload,
    reopen: actions.reopen,
  }[action];
  return (
    <div role="alert" class="problem">
      <p class="grow">{sentenceOf(problem)}</p>
      <button type="button" class="button" disabled={secondsLeft > 0} onClick={act}>
        {secondsLeft > 0 ? text('tryAgainIn', secondsLeft) : text(names[action])}
      </button>
    </div>
  );
}
