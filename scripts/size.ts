import { globSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { buildFolder } from '../tests/harness/root.ts';

// Raw bytes, because the browser reads an extension's files from disk, uncompressed. 1 kB is 1000 bytes.
const budgets: {
  name: string;
  entries: string;
  limit: number;
  withLater?: boolean;
  /** Counts the files alone, without those that they load. */
  isAlone?: boolean;
}[] = [
  { name: 'content script', entries: 'content-scripts/*.{js,css}', limit: 28_000 },
  { name: 'script on added sites', entries: 'site.js', limit: 28_000 },
  { name: 'worker', entries: 'background.js', limit: 190_000 },
  { name: 'popup, first view', entries: 'popup.html', limit: 150_000 },
  { name: 'popup, with the parts it loads later', entries: 'popup.html', limit: 254_500, withLater: true },
  { name: 'reader of the typed line', entries: 'chunks/popup-one-line-*.js', limit: 25_500, isAlone: true },
];

const htmlReference = /<(?:script|link)\b[^>]*?\s(?:src|href)="([^"]+)"/g;
const scriptReference = /(?:\bfrom|\bimport)\s*["'`](\.{1,2}\/[^"'`]+)["'`]/g;
const laterReference = /\bimport\(\s*["'`](\.{1,2}\/[^"'`]+)["'`]/g;
const styleReference = /(?:@import\s*(?:url\()?|url\()\s*["']?([^"')]+)/g;

function referencesIn(file: string, withLater: boolean): RegExp[] {
  if (file.endsWith('.html')) return [htmlReference];
  if (file.endsWith('.css')) return [styleReference];
  return withLater ? [scriptReference, laterReference] : [scriptReference];
}

/** Adds a built file and all files it loads, because their names contain hashes. */
function collect(file: string, found: Set<string>, withLater: boolean): Set<string> {
  if (found.has(file)) return found;
  found.add(file);
  const content = readFileSync(file, 'utf8');
  const references = referencesIn(file, withLater).flatMap((pattern) => [...content.matchAll(pattern)]);
  for (const [, reference = ''] of references) {
    if (/^[a-z]+:/.test(reference)) continue;
    const isAbsolute = reference.startsWith('/');
    collect(isAbsolute ? join(buildFolder, reference) : join(dirname(file), reference), found, withLater);
  }
  return found;
}

let isWithin = true;
for (const { name, entries, limit, withLater = false, isAlone = false } of budgets) {
  const found = new Set<string>();
  for (const entry of globSync(entries, { cwd: buildFolder })) {
    if (isAlone) found.add(join(buildFolder, entry));
    else collect(join(buildFolder, entry), found, withLater);
  }
  const bytes = [...found].reduce((sum, file) => sum + statSync(file).size, 0);
  const isGood = bytes > 0 && bytes <= limit;
  isWithin &&= isGood;
  console.log(`${isGood ? 'ok  ' : 'FAIL'} ${name}: ${bytes} of ${limit} bytes`);
  for (const file of found) console.log(`       ${statSync(file).size} ${relative(buildFolder, file)}`);
}
process.exitCode = isWithin ? 0 : 1;
