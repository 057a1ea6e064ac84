import { createHash } from 'node:crypto';
import { globSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../tests/harness/root.ts';
import { run } from './run.ts';

// Builds the store's package twice from scratch, and fails if the two differ.

const folder = join(root, '.output');

async function makePackage(): Promise<string> {
  rmSync(join(folder, 'chrome-mv3'), { recursive: true, force: true });
  for (const oldFile of globSync('*.zip', { cwd: folder })) rmSync(join(folder, oldFile));
  if ((await run('wxt', ['zip'])) !== 0) process.exit(1);
  const [file = ''] = globSync('*.zip', { cwd: folder });
  return `${createHash('sha256')
    .update(readFileSync(join(folder, file)))
    .digest('hex')}  ${file}`;
}

const [first, second] = [await makePackage(), await makePackage()];
console.log(second);
if (first !== second) {
  console.error(`The first build of the same source differs: ${first}`);
  process.exit(1);
}
