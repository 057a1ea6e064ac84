import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { root } from '../tests/harness/root.ts';

/** `failures` has a line for each: the file, the test and the first line of its error. */
export type Counts = { passed: number; failed: number; failures: string[] };

type JsonReport = {
  numPassedTests: number;
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: {
      ancestorTitles: string[];
      title: string;
      status: string;
      failureMessages: string[];
    }[];
  }[];
};

const longestSentence = 200;

/**
 * Counts from Vitest's JSON report and its exit code.
 * What failed outside a test (a file that does not load, a crash, no report, no test at all) counts as one failure each.
 */
export function countTests(reportFile: string, exitCode: number): Counts {
  let report: JsonReport;
  try {
    report = JSON.parse(readFileSync(reportFile, 'utf8')) as JsonReport;
  } catch {
    return { passed: 0, failed: 1, failures: ['no report of the tests'] };
  }
  const passed = report.numPassedTests;
  const failures = report.testResults.flatMap(failuresIn);
  if (failures.length === 0 && (exitCode !== 0 || passed === 0)) {
    failures.push(passed === 0 ? 'no test was run' : `Vitest ended with ${exitCode}, but no test failed`);
  }
  return { passed, failed: failures.length, failures };
}

function failuresIn({ name, status, message, assertionResults }: JsonReport['testResults'][number]) {
  const file = relative(root, name);
  const failed = assertionResults.filter((each) => each.status === 'failed');
  if (failed.length === 0 && status === 'failed') return [lineOf([file, 'outside of its tests'], message)];
  return failed.map(({ ancestorTitles, title, failureMessages }) =>
    lineOf([file, ...ancestorTitles, title], failureMessages[0]),
  );
}

function lineOf(path: string[], error = ''): string {
  const [sentence = ''] = stripVTControlCharacters(error).trim().split('\n');
  return `${path.filter(Boolean).join(' > ')}: ${sentence.slice(0, longestSentence)}`;
}
