import { parseArgs } from 'node:util';
import { runSoak } from '../tests/harness/soak/run-soak.ts';
import { startConnectedStory, startSecondProfile } from '../tests/harness/story.ts';

/**
 * `npm run soak [operations] [seed] [-- --two-profiles]`: performs random operations in three windows while colleagues edit,
 * the worker is killed, the network fails and Close answers with errors; one of the windows may be in a second profile on
 * the same account. Prints the counts, and fails if it finds a fault.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { 'two-profiles': { type: 'boolean', default: false } },
});
const [operations = 2_000, seed = Date.now() % 1_000_000] = positionals.map(Number);
const hasTwo = values['two-profiles'];

console.log(`${operations} operations, seed ${seed}${hasTwo ? ', two profiles' : ''}`);
const story = await startConnectedStory();
const start = performance.now();
try {
  const second = hasTwo ? await startSecondProfile(story) : undefined;
  try {
    const { faults, ...counts } = await runSoak(story, operations, seed, console.log, second);
    console.table([counts]);
    console.table([faults]);
    console.log(`${((performance.now() - start) / 1000).toFixed(1)} s`);
    process.exitCode = Object.values(faults).some((count) => count > 0) ? 1 : 0;
  } finally {
    await second?.stop();
  }
} finally {
  await story.stop();
}
