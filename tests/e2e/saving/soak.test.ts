import { expect, it } from 'vitest';
import { runSoak } from '../../harness/soak/run-soak.ts';
import { startSecondProfile } from '../../harness/story.ts';
import { useConnectedStory } from '../../harness/use-story.ts';

const story = useConnectedStory({ keepsCloseData: true });
const none = { lost: 0, wrong: 0, unseen: 0, unreported: 0, early: 0, remaining: 0 };

it('random changes in three windows lose nothing and overwrite no unseen values despite failures', async () => {
  const explanations: string[] = [];
  const { faults, ...counts } = await runSoak(story, 112, 7, (fault) => explanations.push(fault));
  expect(explanations).toEqual([]);
  expect(faults).toEqual(none);
  expect(counts.operations).toBe(112);
  // Ensures that each situation occurred.
  for (const each of ['undos', 'cancelled', 'conflicts', 'kills', 'offline'] as const) {
    expect(counts[each], each).toBeGreaterThan(0);
  }
});

it('random changes in two profiles on one account lose nothing either, and meet in conflicts', async () => {
  const second = await startSecondProfile(story);
  try {
    const explanations: string[] = [];
    const explain = (fault: string) => explanations.push(fault);
    // Another seed than above, because the ids of operations come from it.
    const { faults, ...counts } = await runSoak(story, 64, 11, explain, second);
    expect(explanations).toEqual([]);
    expect(faults).toEqual(none);
    expect(counts.operations).toBe(64);
    for (const each of ['undos', 'conflicts', 'kills'] as const)
      expect(counts[each], each).toBeGreaterThan(0);
  } finally {
    await second.stop();
  }
});
