import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../tests/harness/root.ts';
import { run } from './run.ts';
import { resultsVariable } from './streaming-reporter.ts';
import { type Counts, countTests } from './vitest-counts.ts';

// Far above what a step needs on a busy machine: it only bounds one that hangs.
const timeLimitMinutes = 25;
const maxFailuresNamed = 20;

const reports = mkdtempSync(join(tmpdir(), 'quick-edit-reports-'));

/** A step that passes or fails as a whole. */
async function runStep(command: string, args: string[]): Promise<Counts> {
  const code = await run(command, args, timeLimitMinutes);
  return code === 0
    ? { passed: 1, failed: 0, failures: [] }
    : { passed: 0, failed: 1, failures: [[command, ...args].join(' ')] };
}

/** A step that counts each of its tests. */
async function runTests(...projects: string[]): Promise<Counts> {
  const results = join(reports, `${projects[0]}.jsonl`);
  const reporters = ['--reporter=default', `--reporter=${join(root, 'scripts', 'streaming-reporter.ts')}`];
  const code = await run(
    'vitest',
    ['run', ...projects.map((project) => `--project=${project}`), ...reporters],
    timeLimitMinutes,
    { [resultsVariable]: results },
  );
  const counts = countTests(results, code);
  return { ...counts, failures: counts.failures.map((failure) => `${projects[0]}: ${failure}`) };
}

const steps: [name: string, step: () => Promise<Counts>][] = [
  ['lint and format', () => runStep('biome', ['check', '--error-on-warnings', '.'])],
  ['types', () => runStep('tsc', [])],
  ['dead code', () => runStep('knip', [])],
  ['build', () => runStep('wxt', ['build'])],
  ['unit tests', () => runTests('unit')],
  ['dom tests', () => runTests('dom')],
  ['e2e tests', () => runTests('e2e', 'e2e-timed')],
  ['byte budgets', () => runStep('node', [join('scripts', 'size.ts')])],
];

const total: Counts = { passed: 0, failed: 0, failures: [] };
const summary: string[] = [];
for (const [name, step] of steps) {
  console.log(`\n== ${name}`);
  const start = performance.now();
  const { passed, failed, failures } = await step();
  total.passed += passed;
  total.failed += failed;
  total.failures.push(...failures);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  summary.push(`${failed === 0 ? 'ok  ' : 'FAIL'} ${name.padEnd(16)} ${seconds.padStart(6)} s`);
}
rmSync(reports, { recursive: true, force: true });

console.log(`\n${summary.join('\n')}\n`);
// Directly above the last line, because the end of a log is what one sees of it.
for (const failure of total.failures.slice(0, maxFailuresNamed)) console.log(`FAIL ${failure}`);
const unnamed = total.failures.length - maxFailuresNamed;
if (unnamed > 0) console.log(`FAIL and ${unnamed} more`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
