import { spawnSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { delimiter, join, sep } from 'node:path';
import { root } from '../tests/harness/root.ts';

/** A Node installed on this machine. */
export type SystemNode = { path: string; version: string };

/** The oldest Node that the bundler runs on. */
const [minMajor, minMinor] = [20, 19];

/** Finds the first Node in the folders of `path` that can build and that does not come from node_modules. */
export function findSystemNode(path = process.env.PATH ?? ''): SystemNode | undefined {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  for (const folder of path.split(delimiter)) {
    const file = join(folder, name);
    if (!existsSync(file) || realpathSync(file).startsWith(join(root, 'node_modules') + sep)) continue;
    const version = spawnSync(file, ['--version'], { encoding: 'utf8' }).stdout?.trim() ?? '';
    const [, major, minor] = /^v(\d+)\.(\d+)\./.exec(version)?.map(Number) ?? [];
    if (major === undefined || minor === undefined) continue;
    if (major > minMajor || (major === minMajor && minor >= minMinor)) return { path: file, version };
  }
  return undefined;
}
