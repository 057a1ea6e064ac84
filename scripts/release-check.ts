import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildFolder, root } from '../tests/harness/root.ts';
import { type Check, findVersionProblems, toChecklist } from './release-checklist.ts';
import { run } from './run.ts';

/**
 * `npm run release:check [-- --tested]`: runs what a release needs, and prints a checklist. With `--tested`, the tests are
 * left out, because they have already run on this commit.
 */
const { values } = parseArgs({ options: { tested: { type: 'boolean', default: false } } });

const script = (name: string): [string, string[]] => ['node', [join('scripts', name)]];
const steps: [about: string, ...command: [string, string[]]][] = [
  ...(values.tested
    ? ([
        ['Format and lint', 'biome', ['check', '--error-on-warnings', '.']],
        ['Types', 'tsc', []],
        ['No unused code', 'knip', []],
        ['Build', 'wxt', ['build']],
        ['Byte budgets', ...script('size.ts')],
      ] satisfies [string, string, string[]][])
    : ([['Tests, types, lint and byte budgets (npm test)', ...script('test.ts')]] satisfies [
        ...[string, string, string[]],
      ][])),
  ['Words that a newcomer understands', ...script('count-dialect.ts')],
  ['Two builds, one package (npm run zip)', ...script('zip.ts')],
  ['List of the third-party code in the package', ...script('sbom.ts')],
];

const readRoot = (file: string) => readFileSync(join(root, file), 'utf8');
const git = (...args: string[]) =>
  execFileSync('git', args, { cwd: root, encoding: 'utf8' }).split('\n').filter(Boolean);

function checkVersions(): Check {
  const problems = findVersionProblems({
    packageJson: JSON.parse(readRoot('package.json')).version,
    lockfile: JSON.parse(readRoot('package-lock.json')).version,
    manifest: JSON.parse(readFileSync(join(buildFolder, 'manifest.json'), 'utf8')).version,
    changelog: readRoot('CHANGELOG.md'),
    tags: git('tag', '--points-at', 'HEAD'),
  });
  return { about: 'One version in package.json, lockfile, manifest, changelog and tag', problems };
}

const checks: Check[] = [];
for (const [about, command, args] of steps) {
  console.log(`\n== ${about}`);
  const code = await run(command, args);
  checks.push({
    about,
    problems: code === 0 ? [] : [`failed with code ${code}: ${[command, ...args].join(' ')}`],
  });
}
checks.push(checkVersions());
checks.push({ about: 'Everything committed', problems: git('status', '--porcelain') });

const byHand = [
  'npm run verify:live -- oppo_… and npm run verify:live -- --shapes, with a key of a test organization',
  'npm run bench on a quiet machine, and its figures in docs/performance.md',
  'npm run pictures, if a screen has changed; docs/store-listing.md says what the store is given',
  'Push the tag, compare the hash of the draft’s package with the one above, publish, upload the package to the store',
];
console.log(`\n${toChecklist(checks, byHand)}`);
process.exitCode = checks.every(({ problems }) => problems.length === 0) ? 0 : 1;
