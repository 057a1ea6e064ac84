import { createHash } from 'node:crypto';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import { root } from '../tests/harness/root.ts';
import { copyProject } from './copy-project.ts';
import { run } from './run.ts';
import { findSystemNode } from './system-node.ts';

// Builds the store's package from scratch, and a second time with the system's Node, in a copy under another path, with
// another umask and in another time zone, and fails if the two differ. So neither a manipulated Node nor the machine nor
// chance can change the package unnoticed.

/** Builds the package of a project with a Node and returns its hash. */
async function makePackage(node: string, folder: string, timeZone?: string): Promise<string> {
  const output = join(folder, '.output');
  rmSync(join(output, 'chrome-mv3'), { recursive: true, force: true });
  for (const oldFile of globSync('*.zip', { cwd: output })) rmSync(join(output, oldFile));
  const builder = join(folder, 'node_modules', 'wxt', 'bin', 'wxt.mjs');
  const environment = {
    // What the builder starts runs on the same Node.
    PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}`,
    ...(timeZone && { TZ: timeZone }),
  };
  if ((await run(node, [builder, 'zip'], { environment, folder })) !== 0)
    throw new Error(`The build with ${node} failed.`);
  const [file = ''] = globSync('*.zip', { cwd: output });
  return `${createHash('sha256')
    .update(readFileSync(join(output, file)))
    .digest('hex')}  ${file}`;
}

const system = findSystemNode();
const other = system ?? { path: process.execPath, version: process.version };
const elsewhere = mkdtempSync(join(tmpdir(), 'quick-edit-elsewhere-'));
let second: string;
// The builder inherits the umask.
const usualMask = process.umask(0o077);
try {
  copyProject(elsewhere);
  second = await makePackage(other.path, elsewhere, 'Pacific/Kiritimati');
} finally {
  process.umask(usualMask);
  rmSync(elsewhere, { recursive: true, force: true });
}
const first = await makePackage(process.execPath, root);
console.log(first);
console.log(
  [
    system
      ? `Built with Node ${process.version} of the lockfile and ${system.version} at ${system.path},`
      : `Built twice with Node ${process.version}, because no other one that can build is installed,`,
    `here and in ${basename(elsewhere)} with another umask and time zone`,
  ].join(' '),
);
if (first !== second) {
  console.error(`The build with Node ${other.version} elsewhere differs: ${second}`);
  process.exit(1);
}
