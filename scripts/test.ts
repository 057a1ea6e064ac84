import { join } from 'node:path';
import { run } from './run.ts';
import { runTests, timeLimitMinutes } from './run-tests.ts';
import type { Counts } from './vitest-counts.ts';

const maxFailuresNamed = 20;

/** Runs a command and counts it as one test. */
async function runStep(command: string, args: string[]): Promise<Counts> {
  const code = await run(command, args, { timeLimitMinutes });
  return code === 0
    ? { passed: 1, failed: 0, failures: [] }
    : { passed: 0, failed: 1, failures: [[command, ...args].join(' ')] };
}

type Step = [name: string, step: () => Promise<Counts>];

/**
 * Steps of one stage run at the same time. All tests are one stage, because DOM tests run one by one and stories wait for
 * much, so that alone none of them keeps two cores busy.
 */
const stages: Step[][] = [
  [
    ['lint and format', () => runStep('biome', ['check', '--error-on-warnings', '.'])],
    ['types', () => runStep('tsc', [])],
    ['dead code', () => runStep('knip', [])],
    ['build', () => runStep('wxt', ['build'])],
  ],
  [
    ['unit tests', () => runTests('unit', ['--maxWorkers=1'])],
    ['dom tests', () => runTests('dom')],
    ['e2e tests', () => runTests('e2e')],
  ],
  [['byte budgets', () => runStep('node', [join('scripts', 'size.ts')])]],
];

async function runAndCount([name, step]: Step): Promise<void> {
  console.log(`\n== ${name}`);
  const start = performance.now();
  const { passed, failed, failures } = await step();
  total.passed += passed;
  total.failed += failed;
  total.failures.push(...failures);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  summary.push(`${failed === 0 ? 'ok  ' : 'FAIL'} ${name.padEnd(16)} ${seconds.padStart(6)} s`);
}

const total: Counts = { passed: 0, failed: 0, failures: [] };
const summary: string[] = [];
for (const stage of stages) await Promise.all(stage.map(runAndCount));

console.log(`\n${summary.join('\n')}\n`);
// Printed right before the last line, because people see the end of a log first.
for (const failure of total.failures.slice(0, maxFailuresNamed)) console.log(`FAIL ${failure}`);
const unnamed = total.failures.length - maxFailuresNamed;
if (unnamed > 0) console.log(`FAIL and ${unnamed} more`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
