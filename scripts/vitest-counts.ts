import { readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import type { ResultLine } from './streaming-reporter.ts';

/** `failures` has a line for each: the file, the test and the first line of its error. */
export type Counts = { passed: number; failed: number; failures: string[] };

const maxErrorLength = 200;

/**
 * Counts from the lines of the streaming reporter and Vitest's exit code, whether or not the run came to its end.
 * Counted as one failure each: what fails outside of tests, a test or a file that did not finish, a run without tests.
 */
export function countTests(resultsFile: string, exitCode: number): Counts {
  let passed = 0;
  const failures: string[] = [];
  const filesLeft = new Set<string>();
  const testsLeft = new Map<string, { file: string; test: string }>();
  const failedFiles = new Set<string>();

  for (const line of readLines(resultsFile)) {
    if (line.event === 'unhandled') failures.push(`outside of all tests: ${firstLine(line.error)}`);
    else if (line.event === 'planned') filesLeft.add(line.file);
    else if (line.event === 'started') testsLeft.set(keyOf(line), line);
    else if (line.event === 'ended') {
      filesLeft.delete(line.file);
      if (line.error !== undefined && !failedFiles.has(line.file)) {
        failures.push(`${line.file} > outside of its tests: ${firstLine(line.error)}`);
      }
    } else {
      testsLeft.delete(keyOf(line));
      if (line.event === 'passed') passed += 1;
      if (line.event === 'failed') {
        failedFiles.add(line.file);
        failures.push(`${line.file} > ${line.test}: ${firstLine(line.error)}`);
      }
    }
  }

  for (const { file, test } of testsLeft.values()) {
    // Named by its test, which says more.
    filesLeft.delete(file);
    failures.push(`${file} > ${test}: did not finish`);
  }
  for (const file of filesLeft) failures.push(`${file}: did not finish`);
  if (failures.length === 0 && (exitCode !== 0 || passed === 0)) {
    failures.push(passed === 0 ? 'no test was run' : `Vitest ended with ${exitCode}, but no test failed`);
  }
  return { passed, failed: failures.length, failures };
}

/** Reads complete lines only, because a killed run may leave half of its last one. */
function readLines(file: string): ResultLine[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return [];
  }
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as ResultLine);
}

function keyOf({ file, test }: { file: string; test: string }): string {
  return JSON.stringify([file, test]);
}

function firstLine(error: string): string {
  const [sentence = ''] = stripVTControlCharacters(error).trim().split('\n');
  return sentence.slice(0, maxErrorLength);
}
