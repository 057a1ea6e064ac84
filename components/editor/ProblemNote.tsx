import type { Problem } from '../../lib/model/problem.ts';
import { closeOrigin } from '../../lib/opportunity/lead-address.ts';
import { actionOf, type ProblemAction, sentenceOf } from '../../lib/wording/problem-text.ts';
import { type MessageName, text } from '../../lib/wording/text.ts';
import { useSecondsUntil } from '../ui/use-seconds-until.ts';
import type { Actions } from './actions.ts';

const names: Record<ProblemAction, MessageName> = {
  connect: 'connectInOptions',
  reconnect: 'reconnect',
  unlock: 'unlock',
  allow: 'allowAccess',
  choose: 'choose',
  retry: 'tryAgain',
  'undo-rest': 'undoRest',
  'save-anyway': 'saveAnyway',
  'open-in-close': 'openInClose',
  'show-field': 'showField',
  refresh: 'refresh',
  'update-extension': 'updateExtension',
  'update-browser': 'updateBrowser',
  'reload-page': 'reloadPage',
  reopen: 'showThisPage',
};

// Nothing is wrong with what was entered: it goes on once the network, Close or the keys can be used again.
const passing: readonly Problem['kind'][] = ['offline', 'rate-limited', 'locked'];

type Props = {
  problem: Problem;
  actions: Actions;
  /** The address of the lead in Close, if one is known. */
  address?: string;
  onRetry(): void;
  /** Answers the question that a problem asks with no. */
  onCancel?(): void;
};

/** Shows a problem in one sentence, with the one action that helps. */
export function ProblemNote({ problem, actions, address = `${closeOrigin}/`, onRetry, onCancel }: Props) {
  const action = actionOf(problem);
  // Retry waits for the rate limit, because Close would refuse an earlier request again.
  const secondsLeft = useSecondsUntil(action === 'retry' ? (problem.retryAt ?? 0) : 0);
  const act: Record<ProblemAction, () => void> = {
    connect: actions.openOptions,
    reconnect: actions.openOptions,
    unlock: actions.askPassphrase,
    allow: () => void actions.allowAccess().then((isAllowed) => isAllowed && onRetry()),
    choose: onRetry,
    retry: onRetry,
    'undo-rest': onRetry,
    'save-anyway': onRetry,
    'open-in-close': () => actions.openTab(address),
    'show-field': showRejectedField,
    refresh: actions.refresh,
    'update-extension': actions.updateExtension,
    'update-browser': actions.openBrowserUpdate,
    'reload-page': actions.reload,
    reopen: actions.reopen,
  };
  return (
    <div role="alert" class={passing.includes(problem.kind) ? 'problem notice' : 'problem'}>
      <p class="grow">{sentenceOf(problem)}</p>
      {action === 'save-anyway' && onCancel && (
        <button type="button" class="link" onClick={onCancel}>
          {text('cancel')}
        </button>
      )}
      <button type="button" class="button" disabled={secondsLeft > 0} onClick={act[action]}>
        {secondsLeft > 0 ? text('tryAgainIn', secondsLeft) : text(names[action])}
      </button>
    </div>
  );
}

function showRejectedField(): void {
  const field = document.querySelector<HTMLElement>('[aria-invalid=true], .field-problem');
  field?.scrollIntoView({ block: 'nearest' });
  field?.focus();
}
