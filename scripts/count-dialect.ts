import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../tests/harness/root.ts';
import { applyExceptions, type Exception, findDialect } from './dialect.ts';

// Counts words and names that only this project would use, by folder. Fails if there are any.
// Usage: node scripts/count-dialect.ts [folder or file …] [--lines] [--report]
//   --lines   prints each one with file and line
//   --report  succeeds whatever it finds

const patterns = [
  '{components,entrypoints,lib,scripts,tests}/**/*.{ts,tsx,mjs,js,css,html}',
  'docs/**/*.md',
  'public/_locales/en/*.json',
  '*.{md,ts,json}',
];
const skipped =
  /^(?:package-lock\.json|scripts\/(?:count-)?dialect\.ts|tests\/(?:corpus\/|unit\/scripts\/dialect\.test\.ts))/;

/** Lines that keep such a word, with the reason. */
const exceptions: Exception[] = [];

const places = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const has = (option: string) => process.argv.includes(option);
const isAsked = (path: string) =>
  places.length === 0 ||
  places.some((place) => path === place || path.startsWith(`${place.replace(/\/$/, '')}/`));

const found = globSync(patterns, { cwd: root })
  .filter((path) => !skipped.test(path) && isAsked(path))
  .sort()
  .flatMap((path) => {
    const content = readFileSync(join(root, path), 'utf8');
    const lines = content.split('\n');
    return findDialect(path, content).map((each) => ({ ...each, path, text: lines[each.line - 1] ?? path }));
  });
const { remaining, unused } = applyExceptions(
  found,
  exceptions.filter(({ path }) => isAsked(path)),
);

const countByRoom = Map.groupBy(remaining, ({ path }) => roomOf(path));
for (const [room, inRoom] of countByRoom) {
  console.log(`${String(inRoom.length).padStart(5)}  ${room}`);
  if (!has('--lines')) continue;
  for (const { path, line, word, text } of inRoom)
    console.log(`       ${path}:${line}  ${word}  ${text.trim()}`);
}
console.log(`${String(remaining.length).padStart(5)}  in all`);
for (const { path, text } of unused) console.log(`An exception matches nothing: ${path}: ${text}`);
if (remaining.length + unused.length > 0 && !has('--report')) process.exitCode = 1;

/** Returns the folder that a file is counted under: two levels at most, `.` for the project's own. */
function roomOf(path: string): string {
  return path.split('/').slice(0, -1).slice(0, 2).join('/') || '.';
}
