import { parseArgs } from 'node:util';
import { type Day, liveADay } from '../tests/harness/endurance/live-a-day.ts';
import { startConnectedStory } from '../tests/harness/story.ts';

/**
 * `npm run endure [-- --openings 500 --saves 300 --deaths 50 --navigations 200 --minutes 10]`: uses the build like a person
 * does in a day. Fails if a save is lost, or if the memory of worker and popup or the storage grows.
 */
const { values } = parseArgs({
  options: {
    openings: { type: 'string', default: '500' },
    saves: { type: 'string', default: '300' },
    deaths: { type: 'string', default: '50' },
    navigations: { type: 'string', default: '200' },
    minutes: { type: 'string', default: '10' },
  },
});
const day = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, Number(value)])) as Day;

console.table([day]);
const story = await startConnectedStory();
try {
  const { lost, levels } = await liveADay(story, day, console.log);
  console.table(
    Object.fromEntries(
      Object.entries(levels).map(([name, level]) => [name, { ...level, drift: Math.round(level.drift) }]),
    ),
  );
  console.log(`${lost} of ${day.saves} saves lost`);
  const isLevel = Object.values(levels).every((level) => level.isLevel);
  process.exitCode = lost === 0 && isLevel ? 0 : 1;
} finally {
  await story.stop();
}
