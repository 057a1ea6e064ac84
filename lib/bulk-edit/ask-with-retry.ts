import type { Result } from '../model/result.ts';
import type { RunControl } from './run.ts';

/**
 * Repeats a request while it fails for a temporary reason, or for one that affects every deal and needs the user: the
 * run waits or pauses until then. Returns the last answer if the run is stopped.
 */
export async function askWithRetry<Value>(
  control: RunControl,
  ask: () => Promise<Result<Value>>,
): Promise<Result<Value>> {
  for (;;) {
    const result = await ask();
    if (result.ok) return result;
    const { problem } = result;
    if (problem.kind === 'locked' || problem.kind === 'not-connected') await control.pauseFor(problem);
    else if (problem.kind === 'offline') await control.wait(problem, null);
    else if (problem.kind === 'rate-limited')
      await control.wait(problem, problem.retryAt ?? Date.now() + 5_000);
    else return result;
    if (control.signal.aborted) return result;
  }
}
