import { type ReadonlySignal, signal } from '@preact/signals';
import type { Problem } from '../model/problem.ts';
import { waitUntil } from './wait-until.ts';

/** Holds the progress of a run through the rows, and what it waits for. */
export type Run = {
  kind: 'reading' | 'saving' | 'undoing';
  done: number;
  total: number;
  isPaused: boolean;
  /** Why the run waits; `until` is in epoch milliseconds, null for the network. */
  waitsFor: { problem: Problem; until: number | null } | null;
};

/** Lets the work on one row control its run. */
export type RunControl = {
  signal: AbortSignal;
  /** Delays the whole run until then; it can still be paused and stopped. */
  wait(problem: Problem, until: number | null): Promise<void>;
  /** Pauses the run until the user resumes it. */
  pauseFor(problem: Problem): Promise<void>;
};

/** Works through rows one after the other, one run at a time; can be paused and stopped. */
export type Runner = {
  run: ReadonlySignal<Run | null>;
  /** Resolves when all rows are done, or after the current row if the run was stopped. */
  go<Row>(
    kind: Run['kind'],
    rows: readonly Row[],
    work: (row: Row, controlOf: RunControl) => Promise<void>,
  ): Promise<void>;
  pause(): void;
  resume(): void;
  /** Starts no further row; resolves when the current one has ended. */
  stop(): Promise<void>;
};

/** Creates an idle runner. `wait` can be replaced in tests. */
export function createRunner(wait: typeof waitUntil = waitUntil): Runner {
  const run = signal<Run | null>(null);
  let controller = new AbortController();
  let underWay: Promise<void> = Promise.resolve();
  let resumeWaiting: (() => void) | undefined;

  const edit = (change: Partial<Run>) => {
    if (run.value) run.value = { ...run.value, ...change };
  };

  function untilResumed(): Promise<void> {
    if (!run.value?.isPaused || controller.signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      resumeWaiting = resolve;
    });
  }

  const controlOf = (signal: AbortSignal): RunControl => ({
    signal,
    async wait(problem, until) {
      edit({ waitsFor: { problem, until } });
      await wait(until, signal);
      edit({ waitsFor: null });
      await untilResumed();
    },
    async pauseFor(problem) {
      edit({ isPaused: true, waitsFor: { problem, until: null } });
      await untilResumed();
      edit({ waitsFor: null });
    },
  });

  function go<Row>(
    kind: Run['kind'],
    rows: readonly Row[],
    work: (row: Row, controlOf: RunControl) => Promise<void>,
  ): Promise<void> {
    const ended = underWay
      .then(async () => {
        if (rows.length === 0) return;
        controller = new AbortController();
        const { signal } = controller;
        run.value = { kind, done: 0, total: rows.length, isPaused: false, waitsFor: null };
        for (const row of rows) {
          await untilResumed();
          if (signal.aborted) break;
          await work(row, controlOf(signal));
          edit({ done: (run.value?.done ?? 0) + 1 });
        }
      })
      .finally(() => {
        run.value = null;
      });
    underWay = ended.catch(() => {});
    return ended;
  }

  function resume(): void {
    edit({ isPaused: false });
    resumeWaiting?.();
    resumeWaiting = undefined;
  }

  return {
    run,
    go,
    resume,
    pause: () => edit({ isPaused: true }),
    stop() {
      controller.abort();
      resume();
      return underWay;
    },
  };
}
