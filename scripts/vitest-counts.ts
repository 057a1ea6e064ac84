import { readFileSync } from 'node:fs';

export type Counts = { passed: number; failed: number };

type JsonReport = {
  numPassedTests: number;
  numFailedTests: number;
  testResults: { status: string; assertionResults: unknown[] }[];
};

/**
 * Counts from Vitest's JSON report and its exit code.
 * What failed outside a test (a file that does not load, a crash, no report, no test at all) counts as one failure each.
 */
export function countTests(reportFile: string, exitCode: number): Counts {
  let report: JsonReport;
  try {
    report = JSON.parse(readFileSync(reportFile, 'utf8')) as JsonReport;
  } catch {
    return { passed: 0, failed: 1 };
  }
  const unloadable = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  const passed = report.numPassedTests;
  const failed = report.numFailedTests + unloadable.length;
  const hasUnseenFailure = failed === 0 && (exitCode !== 0 || passed === 0);
  return { passed, failed: hasUnseenFailure ? 1 : failed };
}
