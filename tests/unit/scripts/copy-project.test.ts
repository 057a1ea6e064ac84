import { globSync, lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { copyProject } from '../../../scripts/copy-project.ts';
import { root } from '../../harness/root.ts';

const folder = mkdtempSync(join(tmpdir(), 'copy-project-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('holds what the build reads, and nothing that an earlier build left', () => {
  copyProject(folder);
  const filesIn = (place: string) =>
    globSync('{components,entrypoints,lib,public}/**/*.*', { cwd: place }).sort();
  expect(filesIn(folder)).toEqual(filesIn(root));
  expect(filesIn(folder).length).toBeGreaterThan(100);
  const names = readdirSync(folder);
  expect(names).toEqual(expect.arrayContaining(['package.json', 'wxt.config.ts', 'tsconfig.json']));
  const ignored = readFileSync(join(root, '.gitignore'), 'utf8').match(/^[\w.-]+(?=\/$)/gm) ?? [];
  expect(ignored.length).toBeGreaterThan(3);
  expect(names.filter((name) => ['.git', ...ignored].includes(name))).toEqual(['node_modules']);
  expect(lstatSync(join(folder, 'node_modules')).isSymbolicLink()).toBe(true);
});
