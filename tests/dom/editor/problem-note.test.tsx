import { afterEach, describe, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { ProblemNote } from '../../../components/editor/ProblemNote.tsx';
import { type Problem, type ProblemKind, problemKinds } from '../../../lib/model/problem.ts';
import { recordedActions, show } from '../harness/show.tsx';

type Remedy = 'openOptions' | 'allowAccess' | 'askPassphrase' | 'reopen' | 'reload' | 'retry';

/** The button of every problem, and its action. */
const remedies: Record<ProblemKind, { button: string; does: Remedy }> = {
  'not-connected': { button: 'Options', does: 'openOptions' },
  'not-renewed': { button: 'Options', does: 'openOptions' },
  locked: { button: 'Unlock', does: 'askPassphrase' },
  unauthorized: { button: 'Options', does: 'openOptions' },
  'plan-limit': { button: 'Try again', does: 'retry' },
  forbidden: { button: 'Try again', does: 'retry' },
  'forbidden-to-read': { button: 'Try again', does: 'retry' },
  'not-found': { button: 'Try again', does: 'retry' },
  invalid: { button: 'Try again', does: 'retry' },
  'rate-limited': { button: 'Try again', does: 'retry' },
  unavailable: { button: 'Try again', does: 'retry' },
  'access-withheld': { button: 'Allow access', does: 'allowAccess' },
  offline: { button: 'Try again', does: 'retry' },
  expired: { button: 'Try again', does: 'retry' },
  timeout: { button: 'Try again', does: 'retry' },
  'unreadable-answer': { button: 'Try again', does: 'retry' },
  conflict: { button: 'Review', does: 'retry' },
  'moved-on': { button: "Show this page's deal", does: 'reopen' },
  'wrong-deal': { button: "Show this page's deal", does: 'reopen' },
  'former-owner': { button: 'Try again', does: 'retry' },
  'former-owner-of-several': { button: 'Undo the rest', does: 'retry' },
  'foreign-status': { button: "Show this page's deal", does: 'reopen' },
  storage: { button: 'Try again', does: 'retry' },
  'store-unreadable': { button: 'Try again', does: 'retry' },
  'store-newer': { button: 'Try again', does: 'retry' },
  'storage-open': { button: 'Try again', does: 'retry' },
  'extension-restarted': { button: 'Reload page', does: 'reload' },
  unexpected: { button: 'Try again', does: 'retry' },
};

function showProblem(problem: Problem) {
  const actions = { ...recordedActions(), retry: vi.fn() };
  show(<ProblemNote problem={problem} actions={actions} onRetry={actions.retry} />);
  return actions;
}

const alert = page.getByRole('alert');

afterEach(() => {
  vi.useRealTimers();
});

describe.each(problemKinds)('the problem "%s"', (kind) => {
  it('is shown as a sentence', () => {
    showProblem({ kind });
    expect(alert.getByRole('paragraph').element().textContent).toMatch(/^[A-Z].{10,}\.$/);
  });

  it('has one working button', async () => {
    const { button, does } = remedies[kind];
    const actions = showProblem({ kind });
    expect(alert.getByRole('button').elements()).toHaveLength(1);
    await alert.getByRole('button', { name: button }).click();
    const called = Object.entries(actions).filter(([, action]) => action.mock.calls.length > 0);
    expect(called.map(([name]) => name)).toEqual([does]);
    expect(actions[does]).toHaveBeenCalledOnce();
  });
});

it('every problem has a different sentence', () => {
  const sentences = problemKinds.map((kind) => {
    showProblem({ kind });
    return alert.getByRole('paragraph').element().textContent;
  });
  expect(new Set(sentences).size).toBe(problemKinds.length);
});

it.each(['invalid', 'forbidden', 'forbidden-to-read', 'plan-limit'] as const)(
  '"%s" includes the message from Close',
  async (kind) => {
    showProblem({ kind, detail: 'Value must not be <b>negative</b>.' });
    await expect.element(alert).toMatchTextContent('(Value must not be <b>negative</b>.)');
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
