import type { Problem } from '../model/problem.ts';
import { retryAfterRateLimit } from './retry-after-rate-limit.ts';
import type { ScreenHistory } from './screen-history.ts';

/** Returns whether a visit is still the current one; answers for an earlier one are dropped. */
export type IsCurrent = () => boolean;

/** Each attempt to show something is a visit, which ends when the next one begins. */
export type Visits = {
  /** Begins a visit and shows that the editor waits. */
  begin(waitsFor?: 'browser' | 'close'): IsCurrent;
  /** Ends the current visit. */
  leave(): void;
  /** Shows a problem; repeats `again` when a rate limit has ended, or in `goOn`. */
  fail(problem: Problem, again: () => Promise<void>): void;
  /** Asks for the passphrase; `goOn` then continues with `again`. */
  askPassphrase(again: () => Promise<void>): void;
  goOn(): Promise<void>;
};

/** Creates the visits of an editor; `onLeave` is called when one ends. */
export function createVisits({ show }: ScreenHistory, onLeave: () => void): Visits {
  let current = 0;
  let rateWait: ReturnType<typeof setTimeout> | undefined;
  let repeat = async (): Promise<void> => {};

  function leave(): void {
    onLeave();
    clearTimeout(rateWait);
    current += 1;
  }

  return {
    leave,
    begin(waitsFor = 'close') {
      leave();
      show({ name: 'opening', waitsFor });
      const visit = current;
      return () => visit === current;
    },
    fail(problem, again) {
      repeat = again;
      clearTimeout(rateWait);
      rateWait = retryAfterRateLimit(problem, () => void again());
      if (problem.kind === 'not-connected') show({ name: 'connect' });
      else show(problem.kind === 'locked' ? { name: 'locked' } : { name: 'problem', problem });
    },
    askPassphrase(again) {
      leave();
      repeat = again;
      show({ name: 'locked' });
    },
    goOn: () => repeat(),
  };
}
