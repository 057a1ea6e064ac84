import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';

// For Stryker, which takes no project of another config: the unit tests of the mutated folder.
export default defineConfig({
  plugins: [WxtVitest()],
  test: {
    environment: 'node',
    include: [`tests/unit/${process.env.MUTATED_FOLDER ?? '**'}/*.test.ts`],
    // Slow, because each of their tests runs hundreds of inputs through all of the code.
    exclude: ['**/{adversarial-texts,properties}.test.ts'],
    testTimeout: 240_000,
  },
});
