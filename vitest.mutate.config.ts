import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';

// For tests/mutants/runner.ts: one process, in which the unit tests of the mutated folder run again and again.
export default defineConfig({
  plugins: [
    WxtVitest(),
    {
      name: 'noted-tests',
      enforce: 'pre',
      resolveId: (id, importer) =>
        id === 'vitest' && !importer?.includes('/tests/mutants/')
          ? `${import.meta.dirname}/tests/mutants/vitest.ts`
          : undefined,
    },
  ],
  test: {
    environment: 'node',
    include: ['tests/mutants/driver.test.ts'],
    maxWorkers: 1,
    reporters: [],
  },
});
