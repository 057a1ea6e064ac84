import { createHash } from 'node:crypto';
import { globSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { root } from '../tests/harness/root.ts';
import { run } from './run.ts';
import { findSystemNode } from './system-node.ts';

// Builds the store's package from scratch, with the system's Node and with the locked one, and fails if the two differ.
// So neither a manipulated Node nor chance can change the package unnoticed.

const folder = join(root, '.output');

/** Builds the package with a Node and returns its hash. */
async function makePackage(node: string): Promise<string> {
  rmSync(join(folder, 'chrome-mv3'), { recursive: true, force: true });
  for (const oldFile of globSync('*.zip', { cwd: folder })) rmSync(join(folder, oldFile));
  const builder = join(root, 'node_modules', 'wxt', 'bin', 'wxt.mjs');
  // What the builder starts runs on the same Node.
  const environment = { PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}` };
  if ((await run(node, [builder, 'zip'], undefined, environment)) !== 0) process.exit(1);
  const [file = ''] = globSync('*.zip', { cwd: folder });
  return `${createHash('sha256')
    .update(readFileSync(join(folder, file)))
    .digest('hex')}  ${file}`;
}

const system = findSystemNode();
const other = system ?? { path: process.execPath, version: process.version };
const first = await makePackage(other.path);
// Last, so that the file that remains is the one of the locked Node.
const second = await makePackage(process.execPath);
console.log(second);
console.log(
  system
    ? `Built with Node ${process.version} of the lockfile and ${system.version} at ${system.path}`
    : `Built twice with Node ${process.version}, because no other one that can build is installed`,
);
if (first !== second) {
  console.error(`The build with Node ${other.version} differs: ${first}`);
  process.exit(1);
}
