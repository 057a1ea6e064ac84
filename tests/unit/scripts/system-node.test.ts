import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findSystemNode } from '../../../scripts/system-node.ts';
import { root } from '../../harness/root.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'system-node-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Creates a folder with a `node` that says this version. */
function folderWithNode(name: string, version: string): string {
  const path = join(folder, name);
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, 'node'), `#!/bin/sh\necho ${version}\n`);
  chmodSync(join(path, 'node'), 0o755);
  return path;
}

it.skipIf(process.platform === 'win32')(
  'is the first Node of the path that can build, apart from the locked one',
  () => {
    const [old, usable, newer] = [
      folderWithNode('old', 'v18.20.0'),
      folderWithNode('usable', 'v20.19.0'),
      folderWithNode('newer', 'v22.12.0'),
    ];
    const locked = join(root, 'node_modules', '.bin');
    // A link such as those that version managers make.
    const linked = join(folder, 'linked');
    mkdirSync(linked);
    symlinkSync(join(locked, 'node'), join(linked, 'node'));
    const find = (...folders: string[]) => findSystemNode(folders.join(delimiter));
    expect(find(locked, linked, join(folder, 'missing'), old, usable, newer)).toEqual({
      path: join(usable, 'node'),
      version: 'v20.19.0',
    });
    expect(find(newer, usable)).toMatchObject({ version: 'v22.12.0' });
    expect(find(locked, linked, old)).toBeUndefined();
  },
);
