import { cpSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../tests/harness/root.ts';

// What Git ignores, and Git's own folder.
const leftOut = new Set(['.git', 'node_modules', '.output', '.wxt', 'demo-out', 'test-results']);

/** Copies the project's files into an existing folder. The packages are linked, because setup.mjs has checked them. */
export function copyProject(folder: string): void {
  for (const name of readdirSync(root))
    if (!leftOut.has(name)) cpSync(join(root, name), join(folder, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
}
