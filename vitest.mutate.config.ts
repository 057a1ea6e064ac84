import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';

// For Stryker, which takes no project of another config: the unit tests of the mutated folder.
export default defineConfig({
  plugins: [WxtVitest()],
  test: {
    environment: 'node',
    include: [`tests/unit/${process.env.MUTATED_FOLDER ?? '**'}/*.test.ts`],
    // Property tests are too slow to be repeated for each mutant: files of them, and those named "any …".
    exclude: ['**/{adversarial-texts,properties,redaction}.test.ts'],
    testNamePattern:
      /^(?!.*(?:\bany (?:quick action|number)|order of magnitude|in every locale|hostile ones))/,
    testTimeout: 240_000,
  },
});
