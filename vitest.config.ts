import { playwright } from '@vitest/browser-playwright';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';
import { chromiumFlags } from './tests/harness/chromium-flags.ts';
import { findChromium } from './tests/harness/chromium-path.ts';
import { root } from './tests/harness/root.ts';

const executablePath = findChromium();

/** Ends only what hangs: the longest story takes about 60 s on two busy cores, and any wait for something a few seconds. */
const timeLimits = {
  testTimeout: 240_000,
  hookTimeout: 240_000,
  expect: { poll: { timeout: 60_000 } },
} satisfies TestProjectInlineConfiguration['test'];

const endToEnd = {
  ...timeLimits,
  environment: 'node',
  globalSetup: ['tests/e2e/require-build.ts'],
  // The files of a worker share one browser.
  isolate: false,
} satisfies TestProjectInlineConfiguration['test'];

export default defineConfig({
  test: {
    projects: [
      {
        // WXT's plugin puts its in-memory browser in the place of `wxt/browser` and of the globals.
        plugins: [WxtVitest()],
        test: {
          ...timeLimits,
          name: 'unit',
          environment: 'node',
          include: ['tests/unit/**/*.test.ts'],
          // A process for each file takes longer than most files.
          isolate: false,
          setupFiles: ['tests/harness/fresh-file.ts'],
          // By default Vitest leaves one core idle.
          maxWorkers: '100%',
        },
      },
      {
        // That plugin works in Node only, so an alias and a setup file do the same here.
        resolve: { alias: { 'wxt/browser': `${root}/tests/dom/harness/fake-browser.ts` } },
        // The fake browser reads the texts in public/, which Vite keeps from being imported while it serves that folder.
        publicDir: false,
        oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
        // Named, because a dependency first met while the tests run makes Vite reload the page under them.
        optimizeDeps: {
          include: [
            '@preact/signals',
            'axe-core',
            'preact',
            'preact/hooks',
            'preact/jsx-dev-runtime',
            'wxt/testing/fake-browser',
            'zod/mini',
          ],
        },
        test: {
          ...timeLimits,
          name: 'dom',
          include: ['tests/dom/**/*.test.tsx'],
          setupFiles: ['tests/dom/harness/setup.ts'],
          // Background pages render too rarely for a click, which waits until its target stops moving.
          fileParallelism: false,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            viewport: { width: 380, height: 600 },
            provider: playwright({
              launchOptions: { args: chromiumFlags, ...(executablePath ? { executablePath } : {}) },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        test: {
          ...endToEnd,
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          // A story waits for much: two leave a quarter of two cores idle.
          maxWorkers: 3,
        },
      },
    ],
  },
});
