import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../tests/harness/root.ts';
import { run } from './run.ts';
import { resultsVariable } from './streaming-reporter.ts';
import { type Counts, countTests } from './vitest-counts.ts';

/** Stops a step that hangs; far longer than a step takes on a busy machine. */
export const timeLimitMinutes = 25;

/** Runs Vitest projects and counts each test. `filters` are passed to Vitest, such as parts of file names. */
export async function runTests(projects: string[], filters: string[] = []): Promise<Counts> {
  const folder = mkdtempSync(join(tmpdir(), 'quick-edit-results-'));
  const results = join(folder, 'results.jsonl');
  const reporters = ['--reporter=default', `--reporter=${join(root, 'scripts', 'streaming-reporter.ts')}`];
  const code = await run(
    'vitest',
    ['run', ...projects.map((project) => `--project=${project}`), ...reporters, ...filters],
    { timeLimitMinutes, environment: { [resultsVariable]: results } },
  );
  const counts = countTests(results, code);
  rmSync(folder, { recursive: true, force: true });
  return { ...counts, failures: counts.failures.map((failure) => `${projects[0]}: ${failure}`) };
}
