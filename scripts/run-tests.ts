import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../tests/harness/root.ts';
import { run } from './run.ts';
import { resultsVariable } from './streaming-reporter.ts';
import { type Counts, countTests } from './vitest-counts.ts';

/** Stops a step that hangs; far longer than a step takes on a busy machine. */
export const timeLimitMinutes = 70;

/** Runs a Vitest project and counts each test. `moreArguments` are passed to Vitest, such as parts of file names. */
export async function runTests(project: string, moreArguments: string[] = []): Promise<Counts> {
  const folder = mkdtempSync(join(tmpdir(), 'quick-edit-results-'));
  const results = join(folder, 'results.jsonl');
  const reporters = ['--reporter=default', `--reporter=${join(root, 'scripts', 'streaming-reporter.ts')}`];
  const code = await run('vitest', ['run', `--project=${project}`, ...reporters, ...moreArguments], {
    timeLimitMinutes,
    environment: { [resultsVariable]: results },
  });
  const counts = countTests(results, code);
  rmSync(folder, { recursive: true, force: true });
  return { ...counts, failures: counts.failures.map((failure) => `${project}: ${failure}`) };
}
