import type { Result } from '../model/result.ts';
import type { Course } from './run.ts';

/**
 * Asks again as long as what stands in the way passes by itself, or concerns every deal and is the user's to clear
 * away: the run waits or pauses meanwhile. A run that is stopped gets what was answered last.
 */
export async function askPatiently<Value>(
  course: Course,
  ask: () => Promise<Result<Value>>,
): Promise<Result<Value>> {
  for (;;) {
    const result = await ask();
    if (result.ok) return result;
    const { problem } = result;
    if (problem.kind === 'locked' || problem.kind === 'not-connected') await course.pauseFor(problem);
    else if (problem.kind === 'offline') await course.wait(problem, null);
    else if (problem.kind === 'rate-limited')
      await course.wait(problem, problem.retryAt ?? Date.now() + 5_000);
    else return result;
    if (course.signal.aborted) return result;
  }
}
