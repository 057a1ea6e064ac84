import { runSoak } from '../tests/harness/soak/run-soak.ts';
import { startConnectedStory } from '../tests/harness/story.ts';

/**
 * `npm run soak [operations] [seed]`: random work in three windows while colleagues write, the worker is killed, the
 * network goes and Close misbehaves. Prints what it met and found, and fails where it found a fault.
 */
const [operations = 2_000, seed = Date.now() % 1_000_000] = process.argv.slice(2).map(Number);

console.log(`${operations} operations, seed ${seed}`);
const story = await startConnectedStory();
const start = performance.now();
try {
  const { faults, ...met } = await runSoak(story, operations, seed, console.log);
  console.table([met]);
  console.table([faults]);
  console.log(`${((performance.now() - start) / 1000).toFixed(1)} s`);
  process.exitCode = Object.values(faults).some((count) => count > 0) ? 1 : 0;
} finally {
  await story.stop();
}
