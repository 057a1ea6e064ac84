import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { countTests } from '../../scripts/vitest-counts.ts';
import { root } from '../harness/root.ts';

const folder = mkdtempSync(join(tmpdir(), 'quick-edit-counts-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Test = { ancestorTitles: string[]; title: string; status: string; failureMessages: string[] };

const passing: Test = { ancestorTitles: [], title: 'is fine', status: 'passed', failureMessages: [] };
const failing: Test = {
  ancestorTitles: ['a save', 'of a status'],
  title: 'arrives',
  status: 'failed',
  failureMessages: ["\u001B[31mAssertionError: expected 'x' to be 'y'\u001B[39m\n    at somewhere.ts:1:2"],
};

/** Counts what Vitest would report for these tests by file, with what is said of a file as such. */
function count(files: Record<string, { tests: Test[]; message?: string }>, exitCode: number) {
  const report = join(folder, 'report.json');
  const testResults = Object.entries(files).map(([name, { tests, message }]) => ({
    ...{ name: join(root, 'tests', name), assertionResults: tests, message: message ?? '' },
    status: message !== undefined || tests.includes(failing) ? 'failed' : 'passed',
  }));
  const numPassedTests = testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === 'passed').length;
  writeFileSync(report, JSON.stringify({ numPassedTests, testResults }));
  return countTests(report, exitCode);
}

it('names nothing where all is well', () => {
  expect(count({ 'a.test.ts': { tests: [passing, passing] } }, 0)).toEqual({
    passed: 2,
    failed: 0,
    failures: [],
  });
});

it('names the file, the test and the first line of the error, without colours', () => {
  expect(count({ 'a.test.ts': { tests: [passing, failing] } }, 1)).toEqual({
    ...{ passed: 1, failed: 1 },
    failures: ["tests/a.test.ts > a save > of a status > arrives: AssertionError: expected 'x' to be 'y'"],
  });
});

it('counts a file that fails outside of its tests once, beside tests that fail', () => {
  const skipped = { ...passing, status: 'skipped' };
  const files = {
    'a.test.ts': { tests: [failing] },
    'b.test.ts': { tests: [], message: 'Cannot find module' },
    'c.test.ts': { tests: [skipped, skipped], message: 'Waited 10000 ms' },
  };
  const { failed, failures } = count(files, 1);
  expect(failed).toBe(3);
  expect(failures.slice(1)).toEqual([
    'tests/b.test.ts > outside of its tests: Cannot find module',
    'tests/c.test.ts > outside of its tests: Waited 10000 ms',
  ]);
});

it.each([
  ['a crash after the last test', { 'a.test.ts': { tests: [passing] } }, 1, 'Vitest ended with 1'],
  ['no test at all', {}, 0, 'no test was run'],
])('counts %s as a failure', (_what, files, exitCode, sentence) => {
  const { failed, failures } = count(files, exitCode);
  expect([failed, failures.length]).toEqual([1, 1]);
  expect(failures[0]).toContain(sentence);
});

it('counts a report that is not there as a failure', () => {
  expect(countTests(join(folder, 'none.json'), 0)).toMatchObject({ passed: 0, failed: 1 });
});
