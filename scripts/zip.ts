import { createHash } from 'node:crypto';
import { globSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../tests/harness/root.ts';
import { run } from './run.ts';

// Makes the package for the store twice, each time from nothing, and refuses to leave one that cannot be made again.

const folder = join(root, '.output');

async function makePackage(): Promise<string> {
  rmSync(join(folder, 'chrome-mv3'), { recursive: true, force: true });
  for (const former of globSync('*.zip', { cwd: folder })) rmSync(join(folder, former));
  if ((await run('wxt', ['zip'])) !== 0) process.exit(1);
  const [file = ''] = globSync('*.zip', { cwd: folder });
  return `${createHash('sha256')
    .update(readFileSync(join(folder, file)))
    .digest('hex')}  ${file}`;
}

const [first, second] = [await makePackage(), await makePackage()];
console.log(second);
if (first !== second) {
  console.error(`Another package was made of the same source: ${first}`);
  process.exit(1);
}
