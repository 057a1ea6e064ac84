import { appendFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { Reporter, TestCase, TestModule, TestSpecification } from 'vitest/node';
import { root } from '../tests/harness/root.ts';

/** One line of the results file, in chronological order. */
export type ResultLine =
  | { event: 'planned'; file: string }
  | { event: 'started'; file: string; test: string }
  | { event: 'passed' | 'skipped'; file: string; test: string }
  | { event: 'failed'; file: string; test: string; error: string }
  /** `error` happened in the file but outside of its tests. */
  | { event: 'ended'; file: string; error?: string }
  /** The error cannot be assigned to a file. */
  | { event: 'unhandled'; error: string };

type SerializedError = { message?: string | undefined };

/** The environment variable that names the results file. */
export const resultsVariable = 'TEST_RESULTS_FILE';

/** Writes each result immediately, so that an interrupted run still counts its results and names unfinished tests. */
export default class StreamingReporter implements Reporter {
  /** Ids of the tests whose result was written. */
  readonly #written = new Set<string>();

  onTestRunStart(specifications: readonly TestSpecification[]): void {
    for (const { moduleId } of specifications) write({ event: 'planned', file: nameOf(moduleId) });
  }

  onTestCaseReady(test: TestCase): void {
    // Vitest can report a quick test's start after its result.
    if (!this.#written.has(test.id)) write({ event: 'started', ...placeOf(test) });
  }

  onTestCaseResult(test: TestCase): void {
    const { state, errors } = test.result();
    if (state === 'pending' || this.#written.has(test.id)) return;
    this.#written.add(test.id);
    if (state === 'failed') write({ event: 'failed', ...placeOf(test), error: messageOf(errors[0]) });
    else write({ event: state, ...placeOf(test) });
  }

  onTestModuleEnd(module: TestModule): void {
    for (const test of module.children.allTests()) this.onTestCaseResult(test);
    // A failing hook is an error of its suite, a file that does not load is an error of the module.
    const suites = [...module.children.allSuites()];
    const [error] = [...module.errors(), ...suites.flatMap((suite) => suite.errors())];
    write({
      event: 'ended',
      file: nameOf(module.moduleId),
      ...(error ? { error: messageOf(error) } : {}),
    });
  }

  onTestRunEnd(_modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): void {
    for (const error of unhandledErrors) write({ event: 'unhandled', error: messageOf(error) });
  }
}

function write(line: ResultLine): void {
  const file = process.env[resultsVariable];
  if (!file) throw new Error(`${resultsVariable} must name the results file.`);
  appendFileSync(file, `${JSON.stringify(line)}\n`);
}

function nameOf(moduleId: string): string {
  return relative(root, moduleId);
}

function placeOf({ module, fullName }: TestCase) {
  return { file: nameOf(module.moduleId), test: fullName };
}

function messageOf(error: SerializedError | undefined): string {
  return error?.message ?? 'failed without an error';
}
