import { runSoak } from '../tests/harness/soak/run-soak.ts';
import { startConnectedStory } from '../tests/harness/story.ts';

/**
 * `npm run soak [operations] [seed]`: performs random operations in three windows while colleagues edit, the worker is
 * killed, the network fails and Close answers with errors. Prints the counts, and fails if it finds a fault.
 */
const [operations = 2_000, seed = Date.now() % 1_000_000] = process.argv.slice(2).map(Number);

console.log(`${operations} operations, seed ${seed}`);
const story = await startConnectedStory();
const start = performance.now();
try {
  const { faults, ...counts } = await runSoak(story, operations, seed, console.log);
  console.table([counts]);
  console.table([faults]);
  console.log(`${((performance.now() - start) / 1000).toFixed(1)} s`);
  process.exitCode = Object.values(faults).some((count) => count > 0) ? 1 : 0;
} finally {
  await story.stop();
}
