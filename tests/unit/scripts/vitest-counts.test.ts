import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { run } from '../../../scripts/run.ts';
import { type ResultLine, resultsVariable } from '../../../scripts/streaming-reporter.ts';
import { countTests } from '../../../scripts/vitest-counts.ts';
import { root } from '../../harness/root.ts';

const folder = mkdtempSync(join(tmpdir(), 'quick-edit-counts-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = 'tests/a.test.ts';
const planned: ResultLine = { event: 'planned', file };
const ended: ResultLine = { event: 'ended', file };
const started = (test: string): ResultLine => ({ event: 'started', file, test });
const passed = (test: string): ResultLine[] => [started(test), { event: 'passed', file, test }];
const failed = (test: string, error: string): ResultLine[] => [
  started(test),
  { event: 'failed', file, test, error },
];

/** Counts a results file with these lines; `rest` is an incomplete last line. */
function count(lines: ResultLine[], exitCode: number, rest = '') {
  const results = join(folder, 'results.jsonl');
  writeFileSync(results, lines.map((line) => `${JSON.stringify(line)}\n`).join('') + rest);
  return countTests(results, exitCode);
}

it('lists no failures if every test passes', () => {
  expect(count([planned, ...passed('one'), ...passed('two'), ended], 0)).toEqual({
    passed: 2,
    failed: 0,
    failures: [],
  });
});

it('lists a failure with file, test and the first line of its error, without color codes', () => {
  const error = "\u001B[31mAssertionError: expected 'x' to be 'y'\u001B[39m\n    at somewhere.ts:1:2";
  expect(count([planned, ...passed('one'), ...failed('a save > arrives', error), ended], 1)).toEqual({
    passed: 1,
    failed: 1,
    failures: ["tests/a.test.ts > a save > arrives: AssertionError: expected 'x' to be 'y'"],
  });
});

it('counts an error outside of tests as one failure, unless a test of the file failed too', () => {
  const endedWith = (error: string): ResultLine => ({ event: 'ended', file, error });
  expect(count([planned, endedWith('Cannot find module')], 1).failures).toEqual([
    'tests/a.test.ts > outside of its tests: Cannot find module',
  ]);
  expect(count([planned, ...failed('one', 'No'), endedWith('Waited')], 1).failed).toBe(1);
});

it('counts an error without a file', () => {
  const unhandled: ResultLine = { event: 'unhandled', error: 'Error: closed\n at x' };
  expect(count([planned, ...passed('one'), ended, unhandled], 1)).toEqual({
    passed: 1,
    failed: 1,
    failures: ['outside of all tests: Error: closed'],
  });
});

it('counts the results of a killed run, and lists unfinished tests and files', () => {
  const other: ResultLine = { event: 'planned', file: 'tests/b.test.ts' };
  const lines = [planned, other, ...passed('one'), ...failed('two', 'No'), started('three')];
  expect(count(lines, 1, '{"event":"pas')).toEqual({
    passed: 1,
    failed: 3,
    failures: [
      'tests/a.test.ts > two: No',
      'tests/a.test.ts > three: did not finish',
      'tests/b.test.ts: did not finish',
    ],
  });
});

it.each<[string, ResultLine[], number, string]>([
  ['a crash after the last test', [planned, ...passed('one'), ended], 1, 'Vitest ended with 1'],
  ['a run without tests', [], 0, 'no test was run'],
])('counts %s as a failure', (_what, lines, exitCode, message) => {
  const { failed: failedCount, failures } = count(lines, exitCode);
  expect(failedCount).toBe(1);
  expect(failures[0]).toContain(message);
});

it('counts a missing results file as a failure', () => {
  expect(countTests(join(folder, 'none.jsonl'), 0)).toMatchObject({ passed: 0, failed: 1 });
});

it('counts the results of a real run that was killed during a test', async () => {
  // In the repository, because the run needs its packages.
  const project = mkdtempSync(join(root, 'node_modules', '.quick-edit-counts-'));
  const results = join(project, 'results.jsonl');
  writeFileSync(
    join(project, 'vitest.config.ts'),
    "export default { test: { include: ['slow.test.ts'], exclude: [] } };",
  );
  // The last test kills the run as a time limit would, once its own start is written.
  writeFileSync(
    join(project, 'slow.test.ts'),
    `import { readFileSync } from 'node:fs';
    import { expect, it, vi } from 'vitest';
    it('passes', () => {});
    it('fails', () => expect(1).toBe(2));
    it('hangs', async () => {
      await vi.waitUntil(() => readFileSync('${results}', 'utf8').includes('hangs'), 20_000);
      process.kill(process.ppid, 'SIGKILL');
      await new Promise(() => {});
    }, 60_000);`,
  );
  try {
    const reporter = join(root, 'scripts', 'streaming-reporter.ts');
    const args = ['run', `--root=${project}`, `--reporter=${reporter}`];
    const code = await run('vitest', args, {
      timeLimitMinutes: 1,
      environment: { [resultsVariable]: results },
    });
    expect(code).toBe(1);
    const counts = countTests(results, code);
    expect([counts.passed, counts.failed]).toEqual([1, 2]);
    expect(counts.failures[0]).toMatch(/slow\.test\.ts > fails: .*expected 1 to be 2/);
    expect(counts.failures[1]).toMatch(/slow\.test\.ts > hangs: did not finish/);
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
});
