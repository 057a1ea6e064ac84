import { globSync } from 'node:fs';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { it, vi } from 'vitest';
import { root } from '../harness/root.ts';
import { type NotedTest, noteTestsOf, type Suite } from './vitest.ts';

// Runs the unit tests of one folder for runner.ts, as often as it asks, in one process that stays.

type Coverage = Record<string, number>;
/** What Stryker's instrumented code reads and writes. */
type Instrumentation = {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
  mutantCoverage?: { static: Coverage; perTest: Record<string, Coverage> };
};
const shared = globalThis as { __stryker__?: Instrumentation };
shared.__stryker__ ??= {};
const instrumentation = shared.__stryker__;

/** Property tests are too slow to be repeated for each mutant. */
const leftOutFiles = /(?:adversarial-texts|properties|redaction)\.test\.ts$/;
const leftOutNames =
  /\bany (?:quick action|number)|order of magnitude|reads back what a field shows|hostile ones/;

const files = globSync(`tests/unit/${process.env.MUTATED_FOLDER}/*.test.ts`, { cwd: root })
  .filter((file) => !leftOutFiles.test(file))
  .sort();
const timeLimitMs = 20_000;
const { setTimeout: setRealTimeout, clearTimeout: clearRealTimeout } = globalThis;
const times = new Map<string, number>();
let tests = new Map<string, NotedTest>();

/** Imports files of tests with modules of their own, in which nothing has run yet. */
async function importAgain(wanted: readonly string[]): Promise<void> {
  instrumentation.activeMutant = undefined;
  for (const file of wanted) {
    vi.resetModules();
    await import(/* @vite-ignore */ `${root}/tests/harness/fresh-file.ts`);
    tests = noteTestsOf(file);
    await import(/* @vite-ignore */ `${root}/${file}`);
  }
}

function withOuter(suite: Suite): Suite[] {
  return suite.parent ? [...withOuter(suite.parent), suite] : [suite];
}

class TimeUp extends Error {}

async function withinTimeLimit(work: unknown): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setRealTimeout(() => reject(new TimeUp()), timeLimitMs);
  });
  try {
    await Promise.race([work, limit]);
  } finally {
    clearRealTimeout(timer);
  }
}

type Failure = { id: string; message: string; timeUp: boolean };

/** Runs tests until one fails. Returns that failure and the number of tests that ran. */
async function runTests(ids: readonly string[]): Promise<{ failure: Failure | undefined; count: number }> {
  const entered = new Set<Suite>();
  let count = 0;
  let failure: Failure | undefined;
  for (const id of ids) {
    const test = tests.get(id);
    if (!test) throw new Error(`no test ${id} among ${tests.size}`);
    count += 1;
    const suites = withOuter(test.suite);
    const began = performance.now();
    const run = async () => {
      for (const suite of suites) {
        if (entered.has(suite)) continue;
        entered.add(suite);
        for (const hook of suite.hooks.beforeAll) await hook();
      }
      instrumentation.currentTestId = id;
      for (const suite of suites) for (const hook of suite.hooks.beforeEach) await hook();
      await test.body();
    };
    try {
      try {
        await withinTimeLimit(run());
      } finally {
        for (const suite of suites.toReversed()) {
          for (const hook of suite.hooks.afterEach.toReversed()) await withinTimeLimit(hook());
        }
      }
    } catch (error) {
      failure ??= { id, message: String(error), timeUp: error instanceof TimeUp };
    }
    instrumentation.currentTestId = undefined;
    if (!times.has(id)) times.set(id, performance.now() - began);
    if (failure) break;
  }
  for (const suite of [...entered].toReversed()) {
    for (const hook of suite.hooks.afterAll) await hook();
  }
  return { failure, count };
}

async function runWithMutant(mutant: string, hitLimit: number | undefined, ids: readonly string[]) {
  instrumentation.hitCount = 0;
  instrumentation.hitLimit = hitLimit;
  instrumentation.activeMutant = mutant;
  const result = await runTests(ids);
  const isStuck = hitLimit !== undefined && instrumentation.hitCount > hitLimit;
  instrumentation.activeMutant = undefined;
  instrumentation.hitCount = undefined;
  return { ...result, isStuck: isStuck || result.failure?.timeUp === true };
}

/** Mutants in code that runs once, because its result is kept. */
const runningOnce = new Set<string>();

/** So many tests try a mutant in modules that have run before, which takes no time for importing. */
const warmTests = 50;

const passes = async (id: string) => !(await runTests([id])).failure;

/** How many mutants each test has killed. */
const kills = new Map<string, number>();

/** Orders tests: first those that killed most mutants, then the fastest. */
function inOrder(ids: readonly string[]): string[] {
  return ids.toSorted(
    (a, b) => (kills.get(b) ?? 0) - (kills.get(a) ?? 0) || (times.get(a) ?? 0) - (times.get(b) ?? 0),
  );
}

/** Runs tests with a mutant until one of them kills it. */
async function tryMutant(mutant: string, hitLimit: number | undefined, wanted: readonly string[]) {
  if (tests.size === 0) await runAll();
  const covering = [...new Set(wanted.flatMap((id) => tests.get(id)?.file ?? []))];
  let result = await runWithMutant(mutant, hitLimit, inOrder(wanted).slice(0, warmTests));
  // What an earlier mutant left in the modules may fail a test as well, and what they keep may hide what this one changes.
  if (result.failure ? !(await passes(result.failure.id)) : !result.isStuck) {
    await importAgain(covering);
    // Only the first test runs code whose result is kept, and all that follow use the result.
    const users = runningOnce.has(mutant) ? testIds(covering) : wanted;
    result = await runWithMutant(mutant, hitLimit, inOrder(users));
    if (result.failure || result.isStuck) await importAgain(covering);
  }
  if (result.isStuck) {
    await importAgain(covering);
    return { status: 'timeout', reason: 'endless' };
  }
  if (!result.failure) return { status: 'survived', nrOfTests: result.count };
  kills.set(result.failure.id, (kills.get(result.failure.id) ?? 0) + 1);
  return {
    status: 'killed',
    killedBy: [result.failure.id],
    failureMessage: result.failure.message,
    nrOfTests: result.count,
  };
}

function testIds(wanted: readonly string[]): string[] {
  const inFiles = [...tests.values()].filter(({ file }) => wanted.includes(file));
  return inFiles.filter(({ name }) => !leftOutNames.test(name)).map(({ id }) => id);
}

/** How often each mutant was met. */
function hitsIn(perTest: Record<string, Coverage> = {}): Map<string, number> {
  const hits = new Map<string, number>();
  for (const coverage of Object.values(perTest))
    for (const [mutant, count] of Object.entries(coverage)) hits.set(mutant, (hits.get(mutant) ?? 0) + count);
  return hits;
}

/** Runs all tests without a mutant, twice, to see which code runs only the first time. */
async function runAll() {
  await importAgain(files);
  const results = [];
  for (const id of testIds(files)) {
    const { failure } = await runTests([id]);
    const { file, name } = tests.get(id) as NotedTest;
    results.push({
      id,
      name,
      fileName: `${root}/${file}`,
      timeSpentMs: times.get(id) ?? 0,
      ...(failure ? { status: 1, failureMessage: failure.message } : { status: 0 }),
    });
  }
  const coverage = instrumentation.mutantCoverage;
  const mutantCoverage = structuredClone(coverage);
  for (const id of Object.keys(coverage?.perTest ?? {})) delete coverage?.perTest[id];
  for (const id of testIds(files)) await runTests([id]);
  const again = hitsIn(coverage?.perTest);
  for (const [mutant, count] of hitsIn(mutantCoverage?.perTest))
    if ((again.get(mutant) ?? 0) < count) runningOnce.add(mutant);
  return { status: 'complete', tests: results, mutantCoverage };
}

it('answers until the connection ends', { timeout: 0 }, async () => {
  const socket = connect(Number(process.env.MUTANTS_PORT), '127.0.0.1');
  for await (const line of createInterface({ input: socket })) {
    const request = JSON.parse(line);
    let answer: unknown;
    try {
      answer = request.mutant
        ? await tryMutant(request.mutant, request.hitLimit, request.tests)
        : await runAll();
    } catch (error) {
      answer = { status: 'error', errorMessage: error instanceof Error ? error.stack : String(error) };
    }
    socket.write(`${JSON.stringify(answer)}\n`);
  }
});
