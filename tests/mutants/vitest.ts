import { format } from 'node:util';

// Takes the place of Vitest in the files of tests: notes the tests, so that driver.test.ts can run each as often as it likes.

// biome-ignore lint/performance/noBarrelFile: takes the place of the module.
export { expect, vi } from 'vitest';

type Body = () => unknown;
type HookName = 'beforeAll' | 'beforeEach' | 'afterEach' | 'afterAll';

/** Tests that belong together, and what runs before and after them. */
export type Suite = { name: string; parent: Suite | undefined; hooks: Record<HookName, Body[]> };
export type NotedTest = { id: string; file: string; name: string; suite: Suite; body: Body };

/** The notes of imported files. They are global, because each file imports this module for itself. */
type Notes = { file: string; suite: Suite; tests: Map<string, NotedTest> };
const shared = globalThis as { notedTests?: Notes };
shared.notedTests ??= { file: '', suite: createSuite('', undefined), tests: new Map() };
const notes = shared.notedTests;

function createSuite(name: string, parent: Suite | undefined): Suite {
  return { name, parent, hooks: { beforeAll: [], beforeEach: [], afterEach: [], afterAll: [] } };
}

/** Begins the notes of one file of tests, and returns all tests that are noted, by id. */
export function noteTestsOf(file: string): Map<string, NotedTest> {
  notes.file = file;
  notes.suite = createSuite('', undefined);
  for (const [id, test] of notes.tests) if (test.file === file) notes.tests.delete(id);
  return notes.tests;
}

function nameOf(name: string): string {
  const names = [name];
  for (let suite: Suite | undefined = notes.suite; suite; suite = suite.parent) names.unshift(suite.name);
  return names.join(' ').trim();
}

function noteTest(title: string, body: Body): void {
  const name = nameOf(title);
  let id = `${notes.file}#${name}`;
  for (let count = 2; notes.tests.has(id); count += 1) id = `${notes.file}#${name} (${count})`;
  notes.tests.set(id, { id, file: notes.file, name, suite: notes.suite, body });
}

function noteSuite(title: string, body: Body): void {
  const outer = notes.suite;
  notes.suite = createSuite(title, outer);
  body();
  notes.suite = outer;
}

function forEachCase(note: (title: string, body: Body) => void) {
  return (cases: readonly unknown[]) => (title: string, body: (...values: unknown[]) => unknown) => {
    for (const [index, oneCase] of cases.entries()) {
      const values = Array.isArray(oneCase) ? oneCase : [oneCase];
      const count = title.match(/%[sdifjoO]/g)?.length ?? 0;
      note(format(title.replaceAll('%#', String(index)), ...values.slice(0, count)), () => body(...values));
    }
  };
}

export const it = Object.assign(noteTest, { each: forEachCase(noteTest) });
export const describe = Object.assign(noteSuite, { each: forEachCase(noteSuite) });

const hook = (name: HookName) => (body: Body) => {
  notes.suite.hooks[name].push(body);
};
export const beforeAll = hook('beforeAll');
export const beforeEach = hook('beforeEach');
export const afterEach = hook('afterEach');
export const afterAll = hook('afterAll');
