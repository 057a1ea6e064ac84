import { afterEach, describe, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { DealScreen } from '../../../components/editor/DealScreen.tsx';
import { ProblemNote } from '../../../components/editor/ProblemNote.tsx';
import { createDealEditor } from '../../../lib/editor/deal-editor.ts';
import { type Problem, type ProblemKind, problemKinds } from '../../../lib/model/problem.ts';
import { failure, success } from '../../../lib/model/result.ts';
import german from '../../../public/_locales/de/messages.json';
import english from '../../../public/_locales/en/messages.json';
import { speak } from '../harness/fake-browser.ts';
import { scriptedBackground } from '../harness/scripted-background.ts';
import { recordedActions, show, showDeal } from '../harness/show.tsx';
import { dealView } from '../samples/deals.ts';

type Remedy =
  | 'openOptions'
  | 'allowAccess'
  | 'askPassphrase'
  | 'reopen'
  | 'refresh'
  | 'reload'
  | 'openTab'
  | 'updateExtension'
  | 'openBrowserUpdate'
  | 'retry';

/** The button of every problem, and its action. */
const remedies: Record<ProblemKind, { button: string; does: Remedy }> = {
  'not-connected': { button: 'connectInOptions', does: 'openOptions' },
  'not-renewed': { button: 'reconnect', does: 'openOptions' },
  locked: { button: 'unlock', does: 'askPassphrase' },
  unauthorized: { button: 'reconnect', does: 'openOptions' },
  'plan-limit': { button: 'openInClose', does: 'openTab' },
  forbidden: { button: 'openInClose', does: 'openTab' },
  'forbidden-to-read': { button: 'openInClose', does: 'openTab' },
  'not-found': { button: 'openInClose', does: 'openTab' },
  invalid: { button: 'openInClose', does: 'openTab' },
  'rate-limited': { button: 'tryAgain', does: 'retry' },
  unavailable: { button: 'tryAgain', does: 'retry' },
  'access-withheld': { button: 'allowAccess', does: 'allowAccess' },
  offline: { button: 'tryAgain', does: 'retry' },
  expired: { button: 'tryAgain', does: 'retry' },
  timeout: { button: 'tryAgain', does: 'retry' },
  'unreadable-answer': { button: 'tryAgain', does: 'retry' },
  conflict: { button: 'choose', does: 'retry' },
  'moved-on': { button: 'showThisPage', does: 'reopen' },
  'not-on-page': { button: 'saveAnyway', does: 'retry' },
  'wrong-deal': { button: 'refresh', does: 'refresh' },
  'former-owner': { button: 'openInClose', does: 'openTab' },
  'former-owner-of-several': { button: 'undoRest', does: 'retry' },
  'foreign-status': { button: 'refresh', does: 'refresh' },
  storage: { button: 'tryAgain', does: 'retry' },
  'store-unreadable': { button: 'tryAgain', does: 'retry' },
  'store-newer': { button: 'updateExtension', does: 'updateExtension' },
  'storage-open': { button: 'updateBrowser', does: 'openBrowserUpdate' },
  'extension-restarted': { button: 'reloadPage', does: 'reload' },
  unexpected: { button: 'tryAgain', does: 'retry' },
};

const languages = [
  ['English', 'en', english],
  ['German', 'de', german],
] as const;

function showProblem(problem: Problem) {
  const actions = { ...recordedActions(), retry: vi.fn() };
  show(<ProblemNote problem={problem} actions={actions} onRetry={actions.retry} />);
  return actions;
}

const alert = page.getByRole('alert');

afterEach(() => {
  vi.useRealTimers();
});

describe.each(languages)('in %s', (_name, language, catalogue) => {
  const words: Record<string, { message: string }> = catalogue;

  it.each(problemKinds)('the problem "%s" is shown as a sentence with one working button', async (kind) => {
    speak(language);
    const { button, does } = remedies[kind];
    const actions = showProblem({ kind });
    expect(alert.getByRole('paragraph').element().textContent).toMatch(/^[A-ZÄÖÜ].{10,}\.$/);
    expect(alert.getByRole('button').elements()).toHaveLength(1);
    await alert.getByRole('button', { name: words[button]?.message ?? '', exact: true }).click();
    const called = Object.entries(actions).filter(([, action]) => action.mock.calls.length > 0);
    expect(called.map(([name]) => name)).toEqual([does]);
    expect(actions[does]).toHaveBeenCalledOnce();
  });

  it('every problem has a different sentence', () => {
    speak(language);
    const sentences = problemKinds.map((kind) => {
      showProblem({ kind });
      return alert.getByRole('paragraph').element().textContent;
    });
    expect(new Set(sentences).size).toBe(problemKinds.length);
  });
});

it('"Open in Close" opens the lead, or Close itself where no lead is known', async () => {
  const actions = showProblem({ kind: 'not-found' });
  await page.getByRole('button', { name: 'Open in Close' }).click();
  expect(actions.openTab).toHaveBeenCalledExactlyOnceWith('https://app.close.com/');
  const { actions: dealActions, deal } = await showDeal();
  deal.notice.value = { kind: 'problem', problem: { kind: 'forbidden' } };
  await alert.getByRole('button', { name: 'Open in Close' }).click();
  const { leadId } = deal.view.value.opportunity;
  expect(dealActions.openTab).toHaveBeenCalledExactlyOnceWith(`https://app.close.com/lead/${leadId}/`);
});

it.each([
  ['Save anyway', [undefined, true, true]],
  ['Cancel', [undefined, undefined]],
])(
  'a deal that its page no longer names is asked about, and "%s" ends the question',
  async (button, sent) => {
    const view = dealView();
    const background = scriptedBackground(view);
    const reference = { kind: 'opportunity', id: view.opportunity.id, foundIn: 'text' } as const;
    const openedFor = { tabId: 1, address: 'https://mail.example/', reference };
    const deal = createDealEditor(view, () => openedFor, { ask: background.ask });
    background.answer('deal.save', ({ openedFor: named }) =>
      named?.isConfirmed
        ? success({ state: 'unchanged', opportunity: view.opportunity })
        : failure({ kind: 'not-on-page' }),
    );
    background.answer('operation.follow', () => success({ state: 'gone' }));
    show(<DealScreen deal={deal} actions={recordedActions()} />);
    await page.getByRole('radio', { name: '90%' }).click();
    await expect.element(alert).toMatchTextContent('no longer names this deal');
    await expect.element(page.getByRole('radio', { name: '90%' })).not.toBeChecked();
    await page.getByRole('button', { name: button }).click();
    await expect.element(alert).not.toBeInTheDocument();
    // The next save of the same deal does not ask again once the user has confirmed.
    await page.getByRole('radio', { name: '25%' }).click();
    const confirmations = () =>
      background.asked('deal.save').map((request) => request.openedFor?.isConfirmed);
    await expect.poll(confirmations).toEqual(sent);
  },
);

it('a rejected field is shown by the button that the problem offers', async () => {
  const { background } = await showDeal();
  const problem: Problem = { kind: 'invalid', fieldErrors: { value: 'Must not be negative.' } };
  background.answer('deal.save', () => success({ state: 'refused', problem }));
  const value = page.getByRole('textbox', { name: 'Value' });
  await value.fill('500');
  await page.getByRole('button', { name: 'Save' }).click();
  await alert.getByRole('button', { name: 'Show field' }).click();
  await expect.element(value).toHaveFocus();
});

it.each(['invalid', 'forbidden', 'forbidden-to-read', 'plan-limit'] as const)(
  '"%s" includes the message from Close',
  async (kind) => {
    showProblem({ kind, detail: 'Value must not be <b>negative</b>.' });
    await expect.element(alert).toMatchTextContent('Close says: Value must not be <b>negative</b>.');
  },
);

it('other problems do not show server messages', () => {
  showProblem({ kind: 'unavailable', detail: 'upstream connect error' });
  expect(alert.element().textContent).not.toContain('upstream');
});

it('a problem that cannot be retried yet shows a countdown', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] });
  const actions = showProblem({ kind: 'rate-limited', retryAt: Date.now() + 3_000 });
  await expect.element(page.getByRole('button', { name: 'Try again in 3 s' })).toBeDisabled();
  await vi.advanceTimersByTimeAsync(2_000);
  await expect.element(page.getByRole('button', { name: 'Try again in 1 s' })).toBeDisabled();
  await vi.advanceTimersByTimeAsync(1_000);
  await page.getByRole('button', { name: 'Try again' }).click();
  expect(actions.retry).toHaveBeenCalledOnce();
});

it('problems that pass look alike, unlike those of what was entered', () => {
  const colorOf = (kind: Problem['kind']) => {
    showProblem({ kind });
    return getComputedStyle(alert.element()).backgroundColor;
  };
  const [offline, limited, locked, invalid] = (['offline', 'rate-limited', 'locked', 'invalid'] as const).map(
    colorOf,
  );
  expect([limited, locked]).toEqual([offline, offline]);
  expect(invalid).not.toBe(offline);
});
