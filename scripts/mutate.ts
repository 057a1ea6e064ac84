import { globSync } from 'node:fs';
import { dirname } from 'node:path';
import { root } from '../tests/harness/root.ts';
import { run } from './run.ts';

// `npm run mutate [-- file …]` changes the pure logic in small ways, and lists the changes that no unit test notices.
// Results of unchanged code and tests are taken from the last run.

const all = [
  'lib/{opportunity,outbox,quick-actions,one-line}/*.ts',
  'lib/close-api/{errors,rate-limit,request}.ts',
  'lib/detection/{cut-address,mail-addresses,markup,references,same-page,unwrap-address}.ts',
];

const named = process.argv.slice(2);
const files = named.length > 0 ? named : globSync(all, { cwd: root });
for (const [folder, mutated] of Map.groupBy(files, (file) => dirname(file))) {
  const name = folder.replace(/^lib\//, '');
  const incremental = ['--incrementalFile', `test-results/mutants-${name}.json`];
  // Each folder with its own tests, because most tests of the others would run its code without looking at it.
  const code = await run('stryker', ['run', '--mutate', mutated.join(), ...incremental], {
    environment: { MUTATED_FOLDER: name },
  });
  if (code !== 0) process.exitCode = 1;
}
