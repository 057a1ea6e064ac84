import { join } from 'node:path';
import { Script } from 'node:vm';
import { build } from 'vite';
import { root } from '../../harness/root.ts';

type Evaluate = (require: (name: string) => unknown, exports: object) => void;

const entry = 'bundle-entry';

/**
 * Bundles modules by their paths, for tests that start hundreds of workers. The returned function evaluates all of their
 * code again, with this browser, several times faster than Vitest imports each module again.
 */
export async function bundle<Modules extends Record<string, object>>(
  paths: Record<keyof Modules & string, string>,
): Promise<(browser: object) => Modules> {
  const code = Object.entries(paths)
    .map(([name, path]) => `export * as ${name} from ${JSON.stringify(join(root, path))};`)
    .join('\n');
  const built = await build({
    ...{ root, configFile: false, logLevel: 'error' },
    plugins: [
      {
        name: 'bundle-entry',
        resolveId: (id) => (id === entry ? id : null),
        load: (id) => (id === entry ? code : null),
      },
    ],
    build: {
      ...{ write: false, minify: false, target: 'esnext', ssr: true },
      rolldownOptions: {
        input: entry,
        external: (id) => id !== entry && /^[a-z@]/.test(id),
        output: { format: 'cjs', codeSplitting: false },
      },
    },
  });
  if (!('output' in built)) throw new Error('The build has no output.');
  const [chunk] = built.output;
  const packages = new Map<string, unknown>();
  for (const name of chunk.imports)
    if (name !== 'wxt/browser') packages.set(name, await import(/* @vite-ignore */ name));
  const evaluate: Evaluate = new Script(`(require, exports) => {${chunk.code}\n}`).runInThisContext();
  return (browser) => {
    const modules = {};
    evaluate((name) => (name === 'wxt/browser' ? { browser } : packages.get(name)), modules);
    return modules as Modules;
  };
}
