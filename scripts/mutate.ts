import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { root } from '../tests/harness/root.ts';
import { run } from './run.ts';

// `npm run mutate [-- file …]` changes the pure logic in small ways, and lists the changes that no unit test notices.
// Results of unchanged code and tests are taken from the last run. `--scores` only prints the scores of the last runs.

const all = [
  'lib/{opportunity,outbox,quick-actions,one-line}/*.ts',
  'lib/close-api/{errors,rate-limit,request}.ts',
  'lib/detection/{cut-address,mail-addresses,markup,references,same-page,unwrap-address}.ts',
];

const named = process.argv.slice(2).filter((argument) => argument !== '--scores');
const files = named.length > 0 ? named : globSync(all, { cwd: root }).sort();

/** The files that are changed together: a folder, but one by one where a thousand tests would run the others' changes too. */
function groupOf(file: string): string {
  const folder = basename(dirname(file));
  return folder === 'one-line' ? `${folder}-${basename(file, '.ts')}` : folder;
}
const incrementalFile = (group: string) => `test-results/mutants-${group}.json`;

const groups = Map.groupBy(files, groupOf);
for (const [group, mutated] of process.argv.includes('--scores') ? [] : groups) {
  // Each folder with its own tests, because most tests of the others would run its code without looking at it.
  const code = await run(
    'stryker',
    ['run', '--mutate', mutated.join(), '--incrementalFile', incrementalFile(group)],
    { environment: { MUTATED_FOLDER: basename(dirname(mutated[0] ?? '')) } },
  );
  if (code !== 0) process.exitCode = 1;
}

type Report = { files: Record<string, { mutants: { status: string }[] }> };
type Score = { killed: number; survived: number; timedOut: number; failed: number };

function scoreOf(mutants: readonly { status: string }[]): Score {
  const count = (...statuses: string[]) => mutants.filter(({ status }) => statuses.includes(status)).length;
  return {
    killed: count('Killed', 'Timeout'),
    survived: count('Survived', 'NoCoverage'),
    timedOut: count('Timeout'),
    failed: count('RuntimeError', 'CompileError'),
  };
}

function print(name: string, { killed, survived, timedOut, failed }: Score): void {
  const mutants = killed + survived;
  const percent = mutants > 0 ? ((100 * killed) / mutants).toFixed(1) : '–';
  console.log(`| ${name} | ${percent} | ${mutants} | ${survived} | ${timedOut} | ${failed} |`);
}

console.log('| file | score in % | mutants | survivors | endless | failed to run |');
console.log('| --- | --- | --- | --- | --- | --- |');
const mutantsByFolder = new Map<string, { status: string }[]>();
for (const file of files) {
  const path = join(root, incrementalFile(groupOf(file)));
  const report: Report | undefined = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
  const mutants = report?.files[file]?.mutants;
  if (!mutants) {
    console.log(`| \`${file}\` | not measured | | | | |`);
    continue;
  }
  print(`\`${file}\``, scoreOf(mutants));
  mutantsByFolder.set(dirname(file), [...(mutantsByFolder.get(dirname(file)) ?? []), ...mutants]);
}
for (const [folder, mutants] of mutantsByFolder) print(`all of \`${folder}\``, scoreOf(mutants));
print('total', scoreOf([...mutantsByFolder.values()].flat()));
