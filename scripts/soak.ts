import { runSoak } from '../tests/e2e/soak.ts';
import { startConnectedStory } from '../tests/e2e/story.ts';

/**
 * `npm run soak [operations] [seed]`: random edits from two windows while the worker is killed and Close misbehaves.
 * Prints what it found and fails where anything but the number of operations and kills is above 0.
 */
const [operations = 2_000, seed = Date.now() % 1_000_000] = process.argv.slice(2).map(Number);

console.log(`${operations} operations, seed ${seed}`);
const story = await startConnectedStory();
const start = performance.now();
try {
  const figures = await runSoak(story, operations, seed);
  console.table([figures]);
  console.log(`${((performance.now() - start) / 1000).toFixed(1)} s`);
  const { lost, wrong, unannounced, early } = figures;
  process.exitCode = lost + wrong + unannounced + early === 0 ? 0 : 1;
} finally {
  await story.stop();
}
