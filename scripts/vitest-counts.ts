import { readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import type { ResultLine } from './streaming-reporter.ts';

/** `failures` has one line per failure: the file, the test and the first line of its error. */
export type Counts = { passed: number; failed: number; failures: string[] };

const maxErrorLength = 200;

/**
 * Counts the results in the streaming reporter's file, even of an interrupted run.
 * Errors outside of tests, unfinished tests and files, and a run without tests count as one failure each.
 */
export function countTests(resultsFile: string, exitCode: number): Counts {
  let passed = 0;
  const failures: string[] = [];
  const unfinishedFiles = new Set<string>();
  const unfinishedTests = new Map<string, { file: string; test: string }>();
  const failedFiles = new Set<string>();

  for (const line of readLines(resultsFile)) {
    if (line.event === 'unhandled') failures.push(`outside of all tests: ${firstLine(line.error)}`);
    else if (line.event === 'planned') unfinishedFiles.add(line.file);
    else if (line.event === 'started') unfinishedTests.set(keyOf(line), line);
    else if (line.event === 'ended') {
      unfinishedFiles.delete(line.file);
      if (line.error !== undefined && !failedFiles.has(line.file)) {
        failures.push(`${line.file} > outside of its tests: ${firstLine(line.error)}`);
      }
    } else {
      unfinishedTests.delete(keyOf(line));
      if (line.event === 'passed') passed += 1;
      if (line.event === 'failed') {
        failedFiles.add(line.file);
        failures.push(`${line.file} > ${line.test}: ${firstLine(line.error)}`);
      }
    }
  }

  for (const { file, test } of unfinishedTests.values()) {
    // The failure names the unfinished test, so its file is not listed again.
    unfinishedFiles.delete(file);
    failures.push(`${file} > ${test}: did not finish`);
  }
  for (const file of unfinishedFiles) failures.push(`${file}: did not finish`);
  if (failures.length === 0 && (exitCode !== 0 || passed === 0)) {
    failures.push(passed === 0 ? 'no test was run' : `Vitest ended with ${exitCode}, but no test failed`);
  }
  return { passed, failed: failures.length, failures };
}

/** Reads complete lines only, because a killed run may have written half of its last line. */
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
